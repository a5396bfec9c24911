package io.github.crstasks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private static final Credentials PERMANENT = Credentials.of("id", "key");
    private static final Credentials TEMPORARY = Credentials.temporary("id", "key", "token");

    @TempDir
    private Path directory;

    private static Either<TaskError, Credentials> environment(Map<String, String> variables) {
        return new EnvironmentCredentials(variables::get).credentials();
    }

    private Either<TaskError, Credentials> profile(String text) throws IOException {
        return CredentialsProvider.profile(Files.writeString(directory.resolve("credentials"), text))
                .credentials();
    }

    @Test
    void textFormShowsNeitherKeyNorToken() {
        assertThat(Credentials.temporary("AKID", "the-key", "the-token").toString())
                .contains("AKID", "temporary")
                .doesNotContain("the-key")
                .doesNotContain("the-token");
        assertThat(PERMANENT.toString()).doesNotContain("temporary");
    }

    @Test
    void credentialsAreEqualOnlyIfAllTheirPartsAre() {
        assertThat(Credentials.temporary("id", "key", "token"))
                .isEqualTo(TEMPORARY)
                .hasSameHashCodeAs(TEMPORARY);
        assertThat(List.of(
                        PERMANENT,
                        Credentials.temporary("another", "key", "token"),
                        Credentials.temporary("id", "another", "token"),
                        Credentials.temporary("id", "key", "another")))
                .doesNotContain(TEMPORARY);
    }

    @Test
    void blankPartIsRejectedByName() {
        assertThatThrownBy(() -> Credentials.of(" ", "key"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secretId");
        assertThatThrownBy(() -> Credentials.of("id", "")).hasMessageContaining("secretKey");
        assertThatThrownBy(() -> Credentials.temporary("id", "key", "\t")).hasMessageContaining("token");
    }

    @Test
    void textUnfitForAHeaderIsRejectedAndNotShown() {
        for (String unfit : List.of("a\nb", "a b", "é", "\u007f")) {
            assertThatThrownBy(() -> Credentials.of(unfit, "key"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("secretId")
                    .hasMessageNotContaining(unfit);
            assertThatThrownBy(() -> Credentials.temporary("id", "key", unfit)).hasMessageContaining("token");
            assertThat(environment(Map.of("TENCENTCLOUD_SECRET_ID", unfit, "TENCENTCLOUD_SECRET_KEY", "key"))
                            .getLeft()
                            .message())
                    .contains("TENCENTCLOUD_SECRET_ID")
                    .doesNotContain(unfit);
        }
    }

    @Test
    void spacesAndLineBreaksAroundATextAreIgnored() {
        assertThat(Credentials.of(" id\n", "\tkey\r\n")).isEqualTo(PERMANENT);
        assertThat(Credentials.temporary("id ", "key\u2003", "\ntoken\n")).isEqualTo(TEMPORARY);
    }

    @Test
    void secretKeyThatCannotBeOneIsRefusedAndNotShown() {
        for (String unfit : List.of("a\nb", "a b", "a\u0000", "a\u007f", "\u00e9", "a\u200b", "\"a\"", "'a'")) {
            assertThatThrownBy(() -> Credentials.of("id", unfit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("secretKey must be ")
                    .hasMessageNotContaining(unfit);
            assertThat(environment(Map.of("TENCENTCLOUD_SECRET_ID", "id", "TENCENTCLOUD_SECRET_KEY", unfit))
                            .getLeft()
                            .message())
                    .contains("TENCENTCLOUD_SECRET_KEY")
                    .doesNotContain(unfit);
        }
    }

    @Test
    void tokenIsReadFromEveryUsualVariable() {
        for (String name : List.of("TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN", "TENCENTCLOUD_SESSION_TOKEN")) {
            assertThat(environment(
                            Map.of("TENCENTCLOUD_SECRET_ID", "id", "TENCENTCLOUD_SECRET_KEY", "key", name, "token")))
                    .isEqualTo(Either.right(TEMPORARY));
        }
    }

    @Test
    void severalTokensMustBeEqual() {
        Map<String, String> pair = Map.of("TENCENTCLOUD_SECRET_ID", "id", "TENCENTCLOUD_SECRET_KEY", "key");
        Map<String, String> equal = new HashMap<>(pair);
        equal.put("TENCENTCLOUD_TOKEN", "token");
        equal.put("TENCENTCLOUD_SESSION_TOKEN", " token ");
        Map<String, String> different = new HashMap<>(equal);
        different.put("TENCENTCLOUD_SECURITY_TOKEN", "other");

        assertThat(environment(equal)).isEqualTo(Either.right(TEMPORARY));
        assertThat(environment(different).getLeft().message())
                .contains("TENCENTCLOUD_SECURITY_TOKEN", "TENCENTCLOUD_SESSION_TOKEN")
                .doesNotContain("other");
    }

    @Test
    void environmentHoldsPermanentOrTemporaryCredentials() {
        assertThat(environment(Map.of("TENCENTCLOUD_SECRET_ID", "id", "TENCENTCLOUD_SECRET_KEY", "key")))
                .isEqualTo(Either.right(PERMANENT));
        assertThat(environment(Map.of(
                        "TENCENTCLOUD_SECRET_ID", "id",
                        "TENCENTCLOUD_SECRET_KEY", "key",
                        "TENCENTCLOUD_TOKEN", "token")))
                .isEqualTo(Either.right(TEMPORARY));
    }

    @Test
    void missingOrBlankVariableIsReportedByName() {
        assertThat(environment(Map.of("TENCENTCLOUD_SECRET_ID", "id")).getLeft().message())
                .contains("TENCENTCLOUD_SECRET_KEY");
        assertThat(environment(Map.of("TENCENTCLOUD_SECRET_ID", " ", "TENCENTCLOUD_SECRET_KEY", "key"))
                        .getLeft()
                        .message())
                .contains("TENCENTCLOUD_SECRET_ID must be set");
    }

    @Test
    void blankTokenCountsAsAbsent() {
        assertThat(environment(Map.of(
                        "TENCENTCLOUD_SECRET_ID", "id",
                        "TENCENTCLOUD_SECRET_KEY", "key",
                        "TENCENTCLOUD_TOKEN", " ")))
                .isEqualTo(Either.right(PERMANENT));
    }

    @Test
    void defaultSectionOfAProfileFileIsRead() throws IOException {
        assertThat(profile("""
                # keys of the team
                [other]
                secret_id = wrong
                [default]
                ; rotated weekly, secret_id = wrong
                # secret_key = wrong
                = wrong
                secret_id = id
                secret_key=key
                [another]
                secret_key = wrong
                """)).isEqualTo(Either.right(PERMANENT));
        assertThat(profile("[default]\nsecret_id = id\nsecret_key = key\ntoken = token\n"))
                .isEqualTo(Either.right(TEMPORARY));
    }

    @Test
    void equalsSignsBelongToTheKey() throws IOException {
        assertThat(profile("[default]\nsecret_id = id\nsecret_key = a=b==\n"))
                .isEqualTo(Either.right(Credentials.of("id", "a=b==")));
    }

    @Test
    void missingFieldIsReportedWithTheFile() throws IOException {
        assertThat(profile("[default]\nsecret_id = id\n").getLeft().message())
                .contains(directory.resolve("credentials").toString())
                .contains("secret_key");
    }

    @Test
    void missingOrUnreadableFileIsReportedByName() throws IOException {
        Path absent = directory.resolve("absent");

        assertThat(CredentialsProvider.profile(absent).credentials().getLeft().message())
                .contains(absent.toString());
        assertThat(CredentialsProvider.profile(directory)
                        .credentials()
                        .getLeft()
                        .message())
                .contains(directory.toString())
                .contains("readable file");
    }

    @Test
    void profileOfTheUserIsReadFromTheHomeDirectory() throws IOException {
        Path file = directory.resolve(".tencentcloud/credentials");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "[default]\nsecret_id = id\nsecret_key = key\n");

        assertThat(ProfileCredentials.ofUser(() -> null, directory::toString).credentials())
                .isEqualTo(Either.right(PERMANENT));
    }

    @Test
    void firstExistingProfileIsRead() throws IOException {
        Path file = Files.writeString(directory.resolve("second"), "[default]\nsecret_id = id\nsecret_key = key\n");

        assertThat(ProfileCredentials.of(directory.resolve("absent"), file).credentials())
                .isEqualTo(Either.right(PERMANENT));
    }

    @Test
    void chainReturnsTheFirstCredentialsFound() {
        CredentialsProvider empty = new EnvironmentCredentials(name -> null);

        assertThat(CredentialsProvider.chain(
                                empty, CredentialsProvider.fixed(PERMANENT), CredentialsProvider.fixed(TEMPORARY))
                        .credentials())
                .isEqualTo(Either.right(PERMANENT));
    }

    @Test
    void chainWithoutCredentialsReportsWhatEachProviderMissed() {
        CredentialsProvider environment = new EnvironmentCredentials(name -> null);
        CredentialsProvider profile = CredentialsProvider.profile(directory.resolve("absent"));

        assertThat(CredentialsProvider.chain(environment, profile)
                        .credentials()
                        .getLeft()
                        .message())
                .isEqualTo("credentials must be found in one of these places: "
                        + "the environment variable TENCENTCLOUD_SECRET_ID must be set; the credentials file "
                        + directory.resolve("absent") + " must be present");
    }

    @Test
    void chainCanBeTriedAgainIfOneOfItsErrorsMayPass() {
        TaskError busy = new TaskError.Unreachable("STS answered 503", Option.none(), true, Option.none());
        CredentialsProvider empty = new EnvironmentCredentials(name -> null);

        TaskError error = CredentialsProvider.chain(empty, () -> Either.left(busy), empty)
                .credentials()
                .getLeft();

        assertThat(error.retryable()).isTrue();
        assertThat(error.message())
                .isEqualTo("credentials must be found in one of these places: "
                        + "the environment variable TENCENTCLOUD_SECRET_ID must be set; STS answered 503; "
                        + "the environment variable TENCENTCLOUD_SECRET_ID must be set");
    }
}
