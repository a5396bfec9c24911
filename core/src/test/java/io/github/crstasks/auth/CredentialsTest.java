package io.github.crstasks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void text_forms_hide_key_and_token() {
        assertThat(Credentials.temporary("AKID", "the-key", "the-token").toString())
                .contains("AKID", "temporary")
                .doesNotContain("the-key")
                .doesNotContain("the-token");
        assertThat(PERMANENT.toString()).doesNotContain("temporary");
    }

    @Test
    void are_equal_in_all_their_parts_or_not_at_all() {
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
    void refuses_blank_parts_by_name() {
        assertThatThrownBy(() -> Credentials.of(" ", "key"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secretId");
        assertThatThrownBy(() -> Credentials.of("id", "")).hasMessageContaining("secretKey");
        assertThatThrownBy(() -> Credentials.temporary("id", "key", "\t")).hasMessageContaining("token");
    }

    @Test
    void refuses_what_cannot_travel_in_a_header_without_showing_it() {
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
    void reads_permanent_and_temporary_credentials_from_the_environment() {
        assertThat(environment(Map.of("TENCENTCLOUD_SECRET_ID", "id", "TENCENTCLOUD_SECRET_KEY", "key")))
                .isEqualTo(Either.right(PERMANENT));
        assertThat(environment(Map.of(
                        "TENCENTCLOUD_SECRET_ID", "id",
                        "TENCENTCLOUD_SECRET_KEY", "key",
                        "TENCENTCLOUD_TOKEN", "token")))
                .isEqualTo(Either.right(TEMPORARY));
    }

    @Test
    void names_the_variable_that_is_missing_or_blank() {
        assertThat(environment(Map.of("TENCENTCLOUD_SECRET_ID", "id")).getLeft().message())
                .contains("TENCENTCLOUD_SECRET_KEY");
        assertThat(environment(Map.of("TENCENTCLOUD_SECRET_ID", " ", "TENCENTCLOUD_SECRET_KEY", "key"))
                        .getLeft()
                        .message())
                .contains("TENCENTCLOUD_SECRET_ID", "not set");
    }

    @Test
    void a_blank_token_is_none() {
        assertThat(environment(Map.of(
                        "TENCENTCLOUD_SECRET_ID", "id",
                        "TENCENTCLOUD_SECRET_KEY", "key",
                        "TENCENTCLOUD_TOKEN", " ")))
                .isEqualTo(Either.right(PERMANENT));
    }

    @Test
    void reads_the_default_section_of_a_profile_file() throws IOException {
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
    void keeps_equals_signs_that_belong_to_a_key() throws IOException {
        assertThat(profile("[default]\nsecret_id = id\nsecret_key = a=b==\n"))
                .isEqualTo(Either.right(Credentials.of("id", "a=b==")));
    }

    @Test
    void names_the_file_and_the_field_that_is_missing() throws IOException {
        assertThat(profile("[default]\nsecret_id = id\n").getLeft().message())
                .contains(directory.resolve("credentials").toString())
                .contains("secret_key");
    }

    @Test
    void names_a_file_that_is_not_there_or_not_readable() throws IOException {
        Path absent = directory.resolve("absent");

        assertThat(CredentialsProvider.profile(absent).credentials().getLeft().message())
                .contains(absent.toString());
        assertThat(CredentialsProvider.profile(directory)
                        .credentials()
                        .getLeft()
                        .message())
                .contains(directory.toString())
                .contains("unreadable");
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xC0, (byte) 0x80});
        assertThat(CredentialsProvider.profile(binary).credentials().getLeft().message())
                .contains("unreadable");
    }

    @Test
    void looks_for_the_users_profile_under_the_home_directory() throws IOException {
        Path file = directory.resolve(".tencentcloud/credentials");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "[default]\nsecret_id = id\nsecret_key = key\n");

        assertThat(ProfileCredentials.ofUser(directory).credentials()).isEqualTo(Either.right(PERMANENT));
    }

    @Test
    void reads_the_first_profile_that_exists() throws IOException {
        Path file = Files.writeString(directory.resolve("second"), "[default]\nsecret_id = id\nsecret_key = key\n");

        assertThat(new ProfileCredentials(List.of(directory.resolve("absent"), file)).credentials())
                .isEqualTo(Either.right(PERMANENT));
    }

    @Test
    void a_chain_takes_the_first_that_has_credentials() {
        CredentialsProvider empty = new EnvironmentCredentials(name -> null);

        assertThat(CredentialsProvider.chain(
                                empty, CredentialsProvider.fixed(PERMANENT), CredentialsProvider.fixed(TEMPORARY))
                        .credentials())
                .isEqualTo(Either.right(PERMANENT));
    }

    @Test
    void a_chain_that_finds_nothing_says_what_each_link_missed() {
        CredentialsProvider environment = new EnvironmentCredentials(name -> null);
        CredentialsProvider profile = CredentialsProvider.profile(directory.resolve("absent"));

        assertThat(CredentialsProvider.chain(environment, profile)
                        .credentials()
                        .getLeft()
                        .message())
                .contains("TENCENTCLOUD_SECRET_ID")
                .contains("absent");
    }
}
