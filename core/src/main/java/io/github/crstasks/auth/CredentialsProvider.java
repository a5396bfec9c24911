package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.transport.Transport;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Provides the credentials to sign with; safe for use by any number of threads at once.
 *
 * <p>A client calls {@link #fetch} before every attempt, so that rotated keys take effect without a new client. An error that
 * is {@linkplain TaskError#retryable() retryable} is retried like an error of the service. An exception that a provider
 * throws is returned by the call as {@link TaskError.ExtensionFailed}.
 *
 * <p>A provider of your own implements {@link #credentials()}. It overrides {@link #fetch} too if it takes time, since
 * {@link #credentials()} blocks the thread that calls it.
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
     * Starts to fetch the credentials for the next attempt of a client. Calls {@link #credentials()} by default.
     *
     * <p>An attempt waits for them no longer than the timeout of the client. Cancelling the returned future means that this
     * call needs them no more; other calls may still wait for theirs.
     *
     * @param transport the transport of the client, for requests to another service; it ends them when the client is closed,
     *     and must not be closed
     * @return a future of one snapshot, or of an error that says what is missing and where
     */
    default CompletableFuture<Either<TaskError, Credentials>> fetch(Transport transport) {
        Objects.requireNonNull(transport, "transport");
        return CompletableFuture.completedFuture(credentials());
    }

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
     * <p>If neither of the first two is set, those of the runtime of cloud functions are read:
     * {@code TENCENTCLOUD_SECRETID}, {@code TENCENTCLOUD_SECRETKEY} and {@code TENCENTCLOUD_SESSIONTOKEN}.
     *
     * @return a provider that reads them at each call, and fails if id or key is not set or blank, or if tokens differ
     */
    static CredentialsProvider environment() {
        return new EnvironmentCredentials(System::getenv);
    }

    /**
     * Returns a provider of the profile file of the official SDKs: the section {@code default} of the file that the environment
     * variable {@code TENCENTCLOUD_CREDENTIALS_FILE} names. If it is not set, of {@code ~/.tencentcloud/credentials}, or of
     * {@code /etc/tencentcloud/credentials} if that does not exist.
     *
     * @return a provider that determines the file at each call, and reads it again when it has changed
     */
    static CredentialsProvider profile() {
        return ProfileCredentials.ofUser(
                () -> System.getenv("TENCENTCLOUD_CREDENTIALS_FILE"), () -> System.getProperty("user.home"));
    }

    /**
     * Returns a provider of the section {@code default} of a file in the format of the official SDKs: an INI file with
     * {@code secret_id}, {@code secret_key} and, for temporary credentials, {@code token}.
     *
     * <p>Fields are {@code name = value} or {@code name: value}, and comments lines that begin with {@code #} or {@code ;}, in
     * any charset. What the official SDKs read in different ways, such as quotes, is refused with a hint.
     *
     * <p>The file is read again when its modification time, size or identity has changed.
     *
     * @param file the file
     * @return a provider that looks for changes of the file at each call
     */
    static CredentialsProvider profile(Path file) {
        return ProfileCredentials.of(Objects.requireNonNull(file, "file"));
    }

    /**
     * Returns a provider of the profile of {@code tccli}, the command line tool of Tencent Cloud, that the environment variable
     * {@code TCCLI_PROFILE} names; {@code default} if it is not set.
     *
     * @return a provider like {@link #tccli(String)}
     */
    static CredentialsProvider tccli() {
        return new TccliCredentials(
                () -> System.getenv("TCCLI_PROFILE"), () -> System.getProperty("user.home"), InstantSource.system());
    }

    /**
     * Returns a provider of a profile of {@code tccli}: the JSON file {@code ~/.tccli/<profile>.credential} with
     * {@code secretId}, {@code secretKey} and, for temporary credentials, {@code token}.
     *
     * <p>The credentials of a log-in in the browser are refused after their end; {@code tccli} renews them. Source: tccli 3.1.
     *
     * @param profile the name of the profile
     * @return a provider that reads the file again when it has changed
     * @throws IllegalArgumentException if the name cannot be one
     */
    static CredentialsProvider tccli(String profile) {
        TaskError.Invalid.unless(
                TccliCredentials.isProfile(Objects.requireNonNull(profile, "profile")),
                "profile",
                '"' + profile + '"',
                "the name of a profile of tccli");
        return new TccliCredentials(() -> profile, () -> System.getProperty("user.home"), InstantSource.system());
    }

    /**
     * Returns a provider of the role that is bound to this virtual machine of Tencent Cloud. Its name is read from the metadata
     * service of the machine before each refresh.
     *
     * @return a provider like {@link #instanceRole(String)}
     */
    static CredentialsProvider instanceRole() {
        return new RefreshingCredentials(InstanceRole.bound(), InstantSource.system());
    }

    /**
     * Returns a provider of the temporary credentials of a role that is bound to this virtual machine of Tencent Cloud.
     *
     * <p>They are read over the transport of the client from {@code http://metadata.tencentyun.com}, which only such machines
     * can reach, with a timeout of 2 seconds. An unknown host, a refused connection, a timeout and HTTP 404 are not retried.
     * An {@code HttpProxy} is never used for that host; exclude it from the proxies of the JVM.
     *
     * <p>They are kept for all clients of the provider, and refreshed 5 minutes before they end, or in the last quarter of a
     * shorter lifetime: by one request at a time, while calls use those that are valid. A failed refresh is tried again after
     * 30 seconds; calls wait for it, and receive its error, only when nothing is valid any more.
     *
     * @param roleName the name of the role
     * @return a provider that works in a client only: {@link #credentials()} returns what is kept, or an error that says so
     * @throws IllegalArgumentException if the name cannot be that of a role
     */
    static CredentialsProvider instanceRole(String roleName) {
        return new RefreshingCredentials(
                InstanceRole.named(Objects.requireNonNull(roleName, "roleName")), InstantSource.system());
    }

    /**
     * Returns a provider of the role of a pod in Tencent Kubernetes Engine, which the environment variables
     * {@code TKE_REGION}, {@code TKE_PROVIDER_ID}, {@code TKE_WEB_IDENTITY_TOKEN_FILE} and {@code TKE_ROLE_ARN} describe.
     *
     * <p>The token in that file is exchanged for credentials of 2 hours by {@code sts.tencentcloudapi.com}, over the transport
     * of the client and with a timeout of 5 seconds. Variables and file are read before each refresh. The credentials are kept
     * and refreshed as by {@link #instanceRole(String)}.
     *
     * @return a provider that works in a client only: {@link #credentials()} returns what is kept, or an error that says so
     */
    static CredentialsProvider podRole() {
        return new RefreshingCredentials(new PodRole(System::getenv, InstantSource.system()), InstantSource.system());
    }

    /**
     * Returns a provider that keeps the credentials of another one, for example of a key management service.
     *
     * <p>The other provider is called by one thread at a time. It is called again 5 minutes before the maximum age, or in its
     * last quarter if that is shorter, on the thread of a call; other calls use the credentials that are valid, and so do all
     * if it fails. It is then called again after 30 seconds. Calls wait for it only when nothing is valid any more.
     *
     * @param provider the other provider
     * @param maxAge how long its credentials are valid, positive
     * @return a provider that fails like the other one, if it has no valid credentials
     * @throws IllegalArgumentException if the age is not positive
     */
    static CredentialsProvider cached(CredentialsProvider provider, Duration maxAge) {
        Objects.requireNonNull(provider, "provider");
        TaskError.Invalid.unless(
                Objects.requireNonNull(maxAge, "maxAge").compareTo(Duration.ZERO) > 0, "maxAge", maxAge, "positive");
        return new RefreshingCredentials(
                new CachedProvider(provider, maxAge, InstantSource.system()), InstantSource.system());
    }

    /**
     * Returns a provider that calls several providers in order and returns the first credentials. After a role gave
     * credentials, the roles before it are called only if it fails.
     *
     * @param first called first
     * @param others called in this order if the previous providers fail
     * @return a provider that fails if all fail, with the reasons of all in one line; retryable if one of them is
     */
    static CredentialsProvider chain(CredentialsProvider first, CredentialsProvider... others) {
        Objects.requireNonNull(first, "first");
        for (CredentialsProvider other : Objects.requireNonNull(others, "others")) {
            Objects.requireNonNull(other, "other");
        }
        return new CredentialsChain(first, List.of(others));
    }

    /**
     * Returns the default provider: the environment, the profile file, the role of the machine and the role of the pod, in the
     * order of the official SDK for Java 3.1.1481 ({@code DefaultCredentialsProvider}); with the profile of {@code tccli},
     * which that SDK does not read, after the profile file.
     *
     * @return the chain of {@link #environment()}, {@link #profile()}, {@link #tccli()}, {@link #instanceRole()} and
     *     {@link #podRole()}
     */
    static CredentialsProvider standard() {
        return chain(environment(), profile(), tccli(), instanceRole(), podRole());
    }
}
