package io.github.crstasks.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of tccli, the named profile file, the variables of cloud functions, and when a file is read again. */
class CredentialsFilesTest {
    private static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");
    private static final Credentials PERMANENT = Credentials.of("id", "key");
    private static final Credentials TEMPORARY = Credentials.temporary("id", "key", "token");

    @TempDir
    private Path directory = Path.of("");

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void createProfiles() throws IOException {
        Files.createDirectory(directory.resolve(".tccli"));
    }

    private Path tccliFile(String profile, String content) throws IOException {
        return Files.writeString(directory.resolve(".tccli/" + profile + ".credential"), content);
    }

    private Either<TaskError, Credentials> tccli() {
        return new TccliCredentials(() -> variables.get("TCCLI_PROFILE"), directory::toString, () -> NOW).credentials();
    }

    private Either<TaskError, Credentials> environment() {
        return new EnvironmentCredentials(variables::get).credentials();
    }

    @Test
    void defaultProfileOfTccliIsRead() throws IOException {
        tccliFile("default", "{\n    \"secretId\": \"id\",\n    \"secretKey\": \"key\"\n}");
        assertThat(tccli()).isEqualTo(Either.right(PERMANENT));

        tccliFile("default", "{\"secretId\": \"id\", \"secretKey\": \"key\", \"token\": null, \"role-arn\": \"\"}");
        assertThat(tccli()).isEqualTo(Either.right(PERMANENT));

        tccliFile("default", "{\"secretId\": \"id\", \"secretKey\": \"key\", \"token\": \"token\"}");
        assertThat(tccli()).isEqualTo(Either.right(TEMPORARY));
    }

    @Test
    void profileOfTccliIsNamedByTheEnvironment() throws IOException {
        variables.put("TCCLI_PROFILE", "team");
        tccliFile("default", "{\"secretId\": \"id\", \"secretKey\": \"key\", \"token\": \"token\"}");
        tccliFile("team", "{\"secretId\": \"id\", \"secretKey\": \"key\"}");
        assertThat(tccli()).isEqualTo(Either.right(PERMANENT));
        variables.put("TCCLI_PROFILE", " ");
        assertThat(tccli()).isEqualTo(Either.right(TEMPORARY));

        for (String other : new String[] {"../default", "a/b", "a\\b", "\u0000"}) {
            variables.put("TCCLI_PROFILE", other);
            assertThat(tccli().getLeft().message()).contains("TCCLI_PROFILE").doesNotContain("\u0000");
            assertThatThrownBy(() -> CredentialsProvider.tccli(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void logInOfTccliIsUsedUntilItEnds() throws IOException {
        String file = "{\"type\": \"oauth\", \"secretId\": \"id\", \"secretKey\": \"key\", \"token\": \"token\","
                + " \"expiresAt\": %s, \"oauth\": {\"accessToken\": \"HIDDEN\", \"expiresAt\": 1}}";
        tccliFile("default", file.formatted(NOW.getEpochSecond() + 1));
        assertThat(tccli()).isEqualTo(Either.right(TEMPORARY));

        tccliFile("default", file.formatted(NOW.getEpochSecond()));
        assertThat(tccli().getLeft().message()).contains("expired", "tccli").doesNotContain("HIDDEN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | JSON object",
                "`[]` | JSON object",
                "`{'secretId': 'HIDDEN'}` | JSON object",
                "`{\"secretId\": \"id\", \"secretKey\": \"HIDDEN\"} x` | JSON object",
                "`{\"secretId\": \"id\"}` | secretKey",
                "`{\"secretKey\": \"HIDDEN\"}` | secretId",
                "`{\"secretId\": \"id\", \"secretKey\": \"HIDDEN X\"}` | visible ASCII",
                "`{\"secretId\": {\"a\": 1}, \"secretKey\": \"HIDDEN\"}` | secretId",
                "`{\"type\": \"cvm-role\"}` | instanceRole",
                "`{\"secretId\": \"id\", \"secretKey\": \"HIDDEN\", \"role-arn\": \"qcs::cam\"}` | role-arn",
                "`{\"secretId\": \"id\", \"secretKey\": \"HIDDEN\", \"expiresAt\": \"soon\"}` | expired"
            })
    void profileOfTccliWithoutUsableCredentialsIsExplained(String content, String hint) throws IOException {
        Path file = tccliFile("default", content);

        assertThat(tccli().getLeft().message()).contains(hint, file.toString()).doesNotContain("HIDDEN");
    }

    @Test
    void filesAreThoseOfTheUserOfTheProcess() {
        Path home = Path.of(System.getProperty("user.home"));
        String absent = "absent-profile-of-a-test";

        assertThat(CredentialsProvider.tccli(absent).credentials().getLeft().message())
                .contains(home.resolve(".tccli").resolve(absent + ".credential").toString());
        // Whoever runs the tests may have credentials, or name another file or profile.
        assertThat(CredentialsProvider.tccli().credentials().swap().map(TaskError::message))
                .allSatisfy(message ->
                        assertThat(message).contains(home.resolve(".tccli").toString()));
        assertThat(CredentialsProvider.profile().credentials().swap().map(TaskError::message))
                .allSatisfy(message -> assertThat(message)
                        .contains(Option.of(System.getenv("TENCENTCLOUD_CREDENTIALS_FILE"))
                                .getOrElse(() -> home.resolve(".tencentcloud").toString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative", "\u0000"})
    void homeDirectoryThatCannotBeUsedIsNamed(String home) {
        assertThat(new TccliCredentials(() -> null, () -> home, () -> NOW)
                        .credentials()
                        .getLeft()
                        .message())
                .contains("user.home");
    }

    @Test
    void namedProfileFileIsReadAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("keys"), "[default]\nsecret_id = id\nsecret_key = key\n");
        Files.createDirectory(directory.resolve(".tencentcloud"));
        Files.writeString(
                directory.resolve(".tencentcloud/credentials"), "[default]\nsecret_id = other\nsecret_key = key\n");
        Map<String, String> names = new HashMap<>();
        CredentialsProvider profile = ProfileCredentials.ofUser(() -> names.get("file"), directory::toString);

        names.put("file", file.toString());
        assertThat(profile.credentials()).isEqualTo(Either.right(PERMANENT));
        names.put("file", " ");
        assertThat(profile.credentials()).isEqualTo(Either.right(Credentials.of("other", "key")));
        names.put("file", directory.resolve("absent").toString());
        assertThat(profile.credentials().getLeft().message())
                .contains("absent must be present")
                .doesNotContain(".tencentcloud");
        names.put("file", "\u0000");
        assertThat(profile.credentials().getLeft().message()).contains("TENCENTCLOUD_CREDENTIALS_FILE");
    }

    @Test
    void cloudFunctionsHaveVariablesOfTheirOwn() {
        variables.put("TENCENTCLOUD_SECRETID", "id");
        variables.put("TENCENTCLOUD_SECRETKEY", "key");
        assertThat(environment()).isEqualTo(Either.right(PERMANENT));
        variables.put("TENCENTCLOUD_SESSIONTOKEN", "token");
        assertThat(environment()).isEqualTo(Either.right(TEMPORARY));

        variables.remove("TENCENTCLOUD_SECRETKEY");
        assertThat(environment().getLeft().message()).contains("TENCENTCLOUD_SECRETKEY");
    }

    @Test
    void blankVariableCountsAsNotSet() {
        variables.put("TENCENTCLOUD_SECRET_ID", " ");
        variables.put("TENCENTCLOUD_SECRETID", "id");
        variables.put("TENCENTCLOUD_SECRETKEY", "key");

        assertThat(environment()).isEqualTo(Either.right(PERMANENT));
    }

    @Test
    void pairsAndTokensOfDifferentVariablesAreNotMixed() {
        variables.put("TENCENTCLOUD_SECRETID", "other");
        variables.put("TENCENTCLOUD_SECRETKEY", "other");
        variables.put("TENCENTCLOUD_SESSIONTOKEN", "other");
        variables.put("TENCENTCLOUD_SECRET_ID", "id");
        assertThat(environment().getLeft().message()).contains("TENCENTCLOUD_SECRET_KEY");

        variables.put("TENCENTCLOUD_SECRET_KEY", "key");
        assertThat(environment()).isEqualTo(Either.right(PERMANENT));
    }

    @Test
    void fileIsReadAgainOnlyWhenItChanges() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "one");
        FileTime old = FileTime.from(NOW.minusSeconds(60));
        Files.setLastModifiedTime(file, old);
        AtomicInteger reads = new AtomicInteger();
        FileCache<String> cache = new FileCache<>(
                (path, content) -> {
                    reads.incrementAndGet();
                    return new String(content, UTF_8);
                },
                () -> NOW);

        assertThat(cache.read(file)).isEqualTo("one");
        assertThat(cache.read(file)).isEqualTo("one");
        assertThat(reads).hasValue(1);

        Files.writeString(file, "three");
        Files.setLastModifiedTime(file, old);
        assertThat(cache.read(file)).as("another size").isEqualTo("three");

        Files.writeString(file, "seven");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(59)));
        assertThat(cache.read(file)).as("another time").isEqualTo("seven");
        assertThat(reads).hasValue(3);

        Path other = Files.writeString(directory.resolve("other"), "eight");
        assertThat(cache.read(other)).as("another file").isEqualTo("eight");
        Files.delete(other);
        assertThatThrownBy(() -> cache.read(other)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void fileThatWasJustWrittenIsNotTrusted() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "one");
        FileTime time = FileTime.from(NOW.minusSeconds(2));
        Files.setLastModifiedTime(file, time);
        FileCache<String> cache = new FileCache<>((path, content) -> new String(content, UTF_8), () -> NOW);
        assertThat(cache.read(file)).isEqualTo("one");

        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, time);

        assertThat(cache.read(file)).isEqualTo("two");
    }

    @Test
    void fileOfImpossibleSizeIsRefused() throws IOException {
        Path file = Files.write(directory.resolve("file"), new byte[(1 << 20) + 1]);
        Path largest = Files.writeString(
                directory.resolve("largest"),
                "[default]\nsecret_id = id\nsecret_key = key\n" + "#".repeat((1 << 20) - 42));

        assertThat(CredentialsProvider.profile(file).credentials().getLeft().message())
                .contains("larger than 1048576 bytes");
        assertThat(largest).hasSize(1 << 20);
        assertThat(CredentialsProvider.profile(largest).credentials()).isEqualTo(Either.right(PERMANENT));
    }
}
