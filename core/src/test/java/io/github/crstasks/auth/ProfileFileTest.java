package io.github.crstasks.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFileTest {
    private static final String FIELDS = "secret_id = id\nsecret_key = key\n";

    @TempDir
    private Path directory = Path.of("");

    private Either<TaskError, Credentials> read(byte[] content) throws IOException {
        return CredentialsProvider.profile(Files.write(directory.resolve("credentials"), content))
                .credentials();
    }

    private Either<TaskError, Credentials> read(String content) throws IOException {
        return read(content.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[default]|secret_id: id|secret_key: key|",
                "[default]|secret_id:id|secret_key=key|",
                "[ default ]|  secret_id  =  id  |\tsecret_key\t:\tkey\t|",
                "  [default]  |secret_id=id|secret_key=key",
                "\uFEFF[default]|secret_id=id|secret_key=key|",
                "[default]\r|secret_id=id\r|secret_key=key\r|",
                "[default]|secret_id=old|secret_id=id|secret_key=key|",
                "[default]|secret_id=id|[other]|secret_key=x|[default]|secret_key=key|",
                "# 测试 = x|[default]|; note: x|secret_id=id|secret_key=key|",
                "secret_key=x|[default]|secret_id=id|secret_key=key|",
                "[default]|word|secret_id=id|secret_key=key|"
            })
    void profileIsReadAsTheOfficialSdkReadsIt(String lines) throws IOException {
        String text = lines.replace('|', '\n');

        assertThat(read(text)).isEqualTo(Either.right(Credentials.of("id", "key")));
        assertThat(read(text.replace('\n', '\r'))).isEqualTo(Either.right(Credentials.of("id", "key")));
    }

    @Test
    void commentMayBeInAnotherCharset() throws IOException {
        String text = "# 测试账号，请勿删除\n[default]\n; 备注\n" + FIELDS;

        assertThat(read(text.getBytes(Charset.forName("GBK")))).isEqualTo(Either.right(Credentials.of("id", "key")));
        assertThat(read(("# caf\u00e9\n[default]\n" + FIELDS).getBytes(ISO_8859_1)))
                .isEqualTo(Either.right(Credentials.of("id", "key")));
        assertThat(read(("\uFEFF[default]\n" + FIELDS).getBytes(UTF_16LE)))
                .isEqualTo(Either.right(Credentials.of("id", "key")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`[default]\nsecret_id = \"id\"\nsecret_key = HIDDEN` | secret_id | without quotes",
                "`[default]\nsecret_id = id\nsecret_key = 'HIDDEN'` | secret_key | without quotes",
                "`[default]\nsecret_id = id\nsecret_key = HIDDEN # note` | secret_key | comment in a line of its own",
                "`[default]\nsecret_id = id\nsecret_key = HIDDEN ; note` | secret_key | comment in a line of its own",
                "`[default]\nsecret_id = id\nsecret_key = HIDDEN密` | secret_key | visible ASCII",
                "`[default]\nsecret_id id\nsecret_key = HIDDEN` | secret_id | secret_id = ...",
                "`[default]\nSecret_Id = id\nsecret_key = HIDDEN` | secret_id | not Secret_Id",
                "`[default]\nsecretId = id\nsecretKey = HIDDEN` | secret_id | not secretId",
                "`[default]\nsecret-id = id\nsecret_key = HIDDEN` | secret_id | not secret-id",
                "`[Default]\nsecret_id = id\nsecret_key = HIDDEN` | [default] | not [Default]",
                "`secret_id = id\nsecret_key = HIDDEN` | [default] | above",
                "`[default\nsecret_id = id\nsecret_key = HIDDEN` | line 1 | [name]",
                "`[default] # note\nsecret_id = id\nsecret_key = HIDDEN` | line 1 | [name]",
                "`[default]\nsecret_id = id\nsecret_key =` | secret_key | set",
                "`[default]\nsecret_id = id\nsecret_key = HIDDEN\ntoken = a b` | token | visible ASCII",
                "`` | [default] | section"
            })
    void whatTheOfficialSdksReadOtherwiseIsRefusedWithAHint(String text, String place, String hint) throws IOException {
        assertThat(read(text).getLeft().message())
                .contains(place, hint, directory.toString())
                .doesNotContain("HIDDEN")
                .doesNotContain("but was");
    }

    @Test
    void fileWithNothingButAByteOrderMarkIsLikeAnEmptyOne() throws IOException {
        assertThat(read("\uFEFF")).isEqualTo(read(""));
    }

    @Test
    void hintNamesNoOtherFieldIfTheNameIsRight() throws IOException {
        assertThat(read("[default]\nsecret_id = id\nsecret_key =").getLeft().message())
                .endsWith("must be set as secret_key = ...");
    }

    @Test
    void tokenMayHaveTheNameOfTheEnvironmentVariables() throws IOException {
        for (String name : new String[] {"token", "security_token", "session_token"}) {
            assertThat(read("[default]\n" + FIELDS + name + " = t"))
                    .isEqualTo(Either.right(Credentials.temporary("id", "key", "t")));
        }
    }
}
