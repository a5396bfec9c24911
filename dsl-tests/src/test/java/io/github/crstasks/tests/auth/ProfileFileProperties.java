package io.github.crstasks.tests.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import net.jqwik.api.statistics.Statistics;
import org.ini4j.InvalidFileFormatException;
import org.ini4j.Wini;

/**
 * Whatever a profile file contains, it is read as the official SDK for Java reads it, or refused. Except that a field without
 * a name is ignored, as by the SDK for Go, where that for Java refuses the file.
 */
class ProfileFileProperties {
    private Path file = Path.of("");

    @BeforeProperty
    void createFile() throws IOException {
        file = Files.createTempFile("credentials", ".ini");
    }

    @AfterProperty
    void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Provide
    Arbitrary<String> files() {
        Arbitrary<String> space = Arbitraries.of("", " ", "\t", "  ");
        Arbitrary<String> names = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of("secret_id", "secret_key")),
                Tuple.of(1, Arbitraries.of("Secret_Id", "region", "secret id")));
        Arbitrary<String> values = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of("AKIDz8krbsJ5", "Gu5t9xGA", "a=b", "a:b", "x\\", "#x", "k/+")),
                Tuple.of(1, Arbitraries.of("", "\"q\"", "'q'", "v ; note", "v # note", "a b", "密", "v\\u0041")));
        Arbitrary<String> fields = Combinators.combine(
                        space, names, space, Arbitraries.of("=", ":"), space, values, space)
                .as((before, name, beforeSign, sign, afterSign, value, after) ->
                        before + name + beforeSign + sign + afterSign + value + after);
        Arbitrary<String> others = Arbitraries.of(
                "# 备注 = x", "; note: x", "", "word", "[other]", "[ other ]", "[default]", "[default] x", "[Default]");
        Arbitrary<String> sections = Arbitraries.of("[default]", "[ default ]", "  [default]\t", "[other]", "");
        Arbitrary<List<String>> lines = Arbitraries.frequencyOf(Tuple.of(5, fields), Tuple.of(1, others))
                .list()
                .ofMaxSize(8);
        return Combinators.combine(Arbitraries.of("", "\uFEFF"), sections, lines, Arbitraries.of("\n", "\r\n", "\r"))
                .as((mark, section, rest, lineBreak) ->
                        mark + section + lineBreak + String.join(lineBreak, rest) + lineBreak);
    }

    @Property(tries = 3000)
    void profileIsReadAsTheOfficialSdkReadsItOrRefused(@ForAll("files") String content) throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GBK"))) {
            if (charset.newEncoder().canEncode(content)) {
                Files.writeString(file, content, charset);
                assertReadAsTheSdkReads();
            }
        }
    }

    private void assertReadAsTheSdkReads() throws IOException {
        Either<TaskError, Credentials> read = CredentialsProvider.profile(file).credentials();
        Option<Credentials> bySdk = readBySdk();

        Statistics.label("read").collect(read.isRight(), bySdk.isDefined());
        read.peek(credentials -> assertThat(bySdk).isEqualTo(Option.some(credentials)));
        read.peekLeft(error -> assertThat(error.message()).contains(file.toString(), "must be"));
    }

    /** Reads the fields as the class {@code ProfileCredentialsProvider} of the SDK does. */
    private Option<Credentials> readBySdk() throws IOException {
        try {
            Wini ini = new Wini(file.toFile());
            String id = ini.get("default", "secret_id");
            String key = ini.get("default", "secret_key");
            boolean isUsable = id != null && key != null && !id.isEmpty() && !key.isEmpty();
            return Option.when(isUsable && isSendable(id) && isSendable(key), () -> Credentials.of(id, key));
        } catch (InvalidFileFormatException invalid) {
            return Option.none();
        }
    }

    /** The SDK sends texts that the service can only refuse; they are refused here before. */
    private static boolean isSendable(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f) && !text.startsWith("\"") && !text.startsWith("'");
    }
}
