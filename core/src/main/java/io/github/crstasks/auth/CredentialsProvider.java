package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Provides the credentials to sign with; safe for use by any number of threads at once.
 *
 * <p>A client calls its provider before every attempt, so that rotated keys take effect without a new client. An error that
 * is {@linkplain TaskError#retryable() retryable} is retried like an error of the service. An exception that a provider
 * throws is returned by the call as {@link TaskError.ExtensionFailed}.
 */
@FunctionalInterface
public interface CredentialsProvider {
    /**
     * Returns the credentials for the next attempt.
     *
     * @return one snapshot, or an error that says what is missing and where
     */
    Either<TaskError, Credentials> credentials();

    /**
     * Returns a provider of fixed credentials.
     *
     * @param credentials the credentials
     * @return a provider that never fails
     */
    static CredentialsProvider fixed(Credentials credentials) {
        Either<TaskError, Credentials> fixed = Either.right(Objects.requireNonNull(credentials, "credentials"));
        return () -> fixed;
    }

    /**
     * Returns a provider of the environment variables {@code TENCENTCLOUD_SECRET_ID}, {@code TENCENTCLOUD_SECRET_KEY} and,
     * for temporary credentials, {@code TENCENTCLOUD_TOKEN}, {@code TENCENTCLOUD_SECURITY_TOKEN} or
     * {@code TENCENTCLOUD_SESSION_TOKEN}.
     *
     * @return a provider that reads them at each call, and fails if the first or the second is not set or blank, or if tokens
     *     differ
     */
    static CredentialsProvider environment() {
        return new EnvironmentCredentials(System::getenv);
    }

    /**
     * Returns a provider of the profile file of the official SDKs: the section {@code default} of
     * {@code ~/.tencentcloud/credentials}, or of {@code /etc/tencentcloud/credentials} if that does not exist.
     *
     * @return a provider that determines the home directory and reads the file at each call
     */
    static CredentialsProvider profile() {
        return ProfileCredentials.ofUser(() -> System.getProperty("user.home"));
    }

    /**
     * Returns a provider of the section {@code default} of a file in the format of the official SDKs: an INI file with
     * {@code secret_id}, {@code secret_key} and, for temporary credentials, {@code token}.
     *
     * <p>Fields are {@code name = value} or {@code name: value}, and comments lines that begin with {@code #} or {@code ;}, in
     * any charset. What the official SDKs read in different ways, such as quotes, is refused with a hint.
     *
     * @param file the file
     * @return a provider that reads the file at each call
     */
    static CredentialsProvider profile(Path file) {
        return ProfileCredentials.of(Objects.requireNonNull(file, "file"));
    }

    /**
     * Returns a provider that calls several providers in order and returns the first credentials.
     *
     * @param first called first
     * @param others called in this order if the previous providers fail
     * @return a provider that fails if all fail, with the first retryable error, or with the reasons of all
     */
    static CredentialsProvider chain(CredentialsProvider first, CredentialsProvider... others) {
        Objects.requireNonNull(first, "first");
        for (CredentialsProvider other : Objects.requireNonNull(others, "others")) {
            Objects.requireNonNull(other, "other");
        }
        return new CredentialsChain(first, List.of(others));
    }

    /**
     * Returns the default provider: the environment, then the profile file, as in the official SDKs.
     *
     * @return the chain of {@link #environment()} and {@link #profile()}
     */
    static CredentialsProvider standard() {
        return chain(environment(), profile());
    }
}
