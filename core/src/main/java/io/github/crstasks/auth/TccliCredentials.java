package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Invalid;
import io.vavr.collection.List;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the credentials of a profile of {@code tccli}, the command line tool of Tencent Cloud: the JSON file
 * {@code ~/.tccli/<profile>.credential} with the fields {@code secretId}, {@code secretKey} and {@code token}.
 *
 * <p>After a log-in in the browser, {@code expiresAt} says when they end. Source: sources of tccli 3.1.
 */
final class TccliCredentials implements CredentialsProvider {
    private static final String DEFAULT_PROFILE = "default";

    /** A file name in the directory of the profiles, and never another directory. */
    private static final Pattern PROFILE = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,200}");

    private final Supplier<@Nullable String> profile;
    private final Supplier<@Nullable String> home;
    private final InstantSource clock;
    private final FileCache<Option<CredentialsJson>> files;

    TccliCredentials(Supplier<@Nullable String> profile, Supplier<@Nullable String> home, InstantSource clock) {
        this.profile = profile;
        this.home = home;
        this.clock = clock;
        this.files = new FileCache<>((file, content) -> CredentialsJson.parse(ByteBuffer.wrap(content)), clock);
    }

    static boolean isProfile(String name) {
        return PROFILE.matcher(name).matches();
    }

    @Override
    public Either<TaskError, Credentials> credentials() {
        return file().flatMap(this::read);
    }

    private Either<TaskError, Path> file() {
        String name = Option.of(profile.get()).filter(text -> !text.isBlank()).getOrElse(DEFAULT_PROFILE);
        if (!isProfile(name)) {
            return Either.left(new Invalid(
                    "the environment variable TCCLI_PROFILE", '"' + name + '"', "the name of a profile of tccli"));
        }
        try {
            Path directory = Path.of(Option.of(home.get()).getOrElse(""));
            if (directory.isAbsolute()) {
                return Either.right(directory.resolve(".tccli").resolve(name + ".credential"));
            }
        } catch (InvalidPathException inexpressible) {
            // The error below holds for this directory too.
        }
        return Either.left(new Invalid("the system property user.home", "", "the directory of .tccli"));
    }

    private Either<TaskError, Credentials> read(Path file) {
        try {
            return files.read(file)
                    .toEither(() -> error(file, "a JSON object, as tccli writes it"))
                    .flatMap(fields -> credentials(file, fields));
        } catch (NoSuchFileException absent) {
            return Either.left(error(file, "present"));
        } catch (IOException unreadable) {
            return Either.left(error(file, "a readable file; reading it failed with " + unreadable));
        }
    }

    private static TaskError error(Path file, String accepted) {
        return new Invalid("the tccli profile " + file, "", accepted);
    }

    private Either<TaskError, Credentials> credentials(Path file, CredentialsJson fields) {
        if (fields.text("type").contains("cvm-role")) {
            return Either.left(
                    error(file, "one with keys; it says cvm-role, which is CredentialsProvider.instanceRole()"));
        }
        if (fields.text("role-arn").isDefined()) {
            return Either.left(error(file, "one without role-arn; this library does not assume that role"));
        }
        if (fields.text("expiresAt").isDefined()
                && !fields.moment("expiresAt").exists(end -> clock.instant().isBefore(end))) {
            return Either.left(
                    error(file, "one that has not expired; any command of tccli renews it, or tccli auth login"));
        }
        return new Fields(file, fields).read("secretId", "secretKey", List.of("token"));
    }

    private record Fields(Path file, CredentialsJson fields) implements CredentialFields {
        @Override
        public Option<String> value(String name) {
            return fields.text(name);
        }

        @Override
        public String place(String name) {
            return name + " in the tccli profile " + file;
        }

        @Override
        public String howToSet(String name) {
            return "set, for example with tccli configure";
        }
    }
}
