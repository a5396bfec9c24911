package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds the credentials to sign with; safe for use by any number of threads at once.
 *
 * <p>It is asked before every request, so that keys which are rotated or expire take effect without a new client.
 */
@FunctionalInterface
public interface CredentialsProvider {
    /**
     * The credentials to sign the next request with.
     *
     * @return one snapshot, or what is missing and where it was looked for
     */
    Either<TaskError, Credentials> credentials();

    /**
     * Always the same credentials.
     *
     * @param credentials what to hand out
     * @return a provider that cannot fail
     */
    static CredentialsProvider fixed(Credentials credentials) {
        Either<TaskError, Credentials> found = Either.right(credentials);
        return () -> found;
    }

    /**
     * The environment variables {@code TENCENTCLOUD_SECRET_ID}, {@code TENCENTCLOUD_SECRET_KEY} and, for temporary
     * credentials, {@code TENCENTCLOUD_TOKEN}, read at each call.
     *
     * @return a provider that fails if the first or the second is not set or blank
     */
    static CredentialsProvider environment() {
        return new EnvironmentCredentials(System::getenv);
    }

    /**
     * The profile file of the official SDKs: the section {@code default} of {@code ~/.tencentcloud/credentials}, or of
     * {@code /etc/tencentcloud/credentials} if the first does not exist.
     *
     * @return a provider that reads the file at each call
     */
    static CredentialsProvider profile() {
        return ProfileCredentials.ofUser(Path.of(System.getProperty("user.home")));
    }

    /**
     * The section {@code default} of a file in the format of the official SDKs: an ini file with {@code secret_id},
     * {@code secret_key} and, for temporary credentials, {@code token}.
     *
     * @param file the file, UTF-8
     * @return a provider that reads the file at each call
     */
    static CredentialsProvider profile(Path file) {
        return new ProfileCredentials(List.of(file));
    }

    /**
     * The first of several providers that has credentials.
     *
     * @param first asked first
     * @param others asked in this order if those before fail
     * @return a provider that fails if all fail, and then says what each of them missed
     */
    static CredentialsProvider chain(CredentialsProvider first, CredentialsProvider... others) {
        return new CredentialsChain(first, List.of(others));
    }

    /**
     * The environment, and if that has no credentials the profile file, as the official SDKs look for them.
     *
     * @return the chain of {@link #environment()} and {@link #profile()}
     */
    static CredentialsProvider standard() {
        return chain(environment(), profile());
    }
}
