package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Invalid;
import io.vavr.collection.List;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads credentials from the section {@code default} of the first file that exists. */
final class ProfileCredentials implements CredentialsProvider {
    private static final String SYSTEM_FILE = "/etc/tencentcloud/credentials";

    /** The files to search, the preferred one first; or a clause that says why a file cannot be searched. */
    private final Supplier<List<Either<String, Path>>> places;

    private final FileCache<Either<TaskError, ProfileFile>> profiles =
            new FileCache<>((file, content) -> ProfileFile.parse(file.toString(), content), InstantSource.system());

    private ProfileCredentials(Supplier<List<Either<String, Path>>> places) {
        this.places = places;
    }

    static ProfileCredentials of(Path... files) {
        List<Either<String, Path>> places = List.of(files).map(Either::right);
        return new ProfileCredentials(() -> places);
    }

    /**
     * Searches one file alone if it is named, otherwise those of the user and the system. Determines them at each call, so
     * that a client with other credentials needs no home directory.
     */
    static ProfileCredentials ofUser(Supplier<@Nullable String> namedFile, Supplier<@Nullable String> home) {
        return new ProfileCredentials(() -> Option.of(namedFile.get())
                .filter(name -> !name.isBlank())
                .map(name -> List.of(namedFile(name.strip())))
                .getOrElse(() -> List.of(fileOfUser(home.get()), Either.right(Path.of(SYSTEM_FILE)))));
    }

    private static Either<String, Path> namedFile(String name) {
        try {
            return Either.right(Path.of(name));
        } catch (InvalidPathException inexpressible) {
            return Either.left("the environment variable TENCENTCLOUD_CREDENTIALS_FILE must be a path of this machine");
        }
    }

    private static Either<String, Path> fileOfUser(@Nullable String home) {
        try {
            Path directory = Path.of(home == null ? "" : home);
            // The JDK says "?" where the user has no home directory.
            return directory.isAbsolute()
                    ? Either.right(directory.resolve(".tencentcloud").resolve("credentials"))
                    : Either.left("the system property user.home must be the home directory");
        } catch (InvalidPathException inexpressible) {
            return Either.left("the system property user.home must be the home directory");
        }
    }

    @Override
    public Either<TaskError, Credentials> credentials() {
        List<Either<String, Path>> searched = places.get();
        for (Path file : searched.flatMap(Either::toOption)) {
            try {
                return profiles.read(file)
                        .flatMap(profile -> profile.read("secret_id", "secret_key", ProfileFile.TOKENS));
            } catch (NoSuchFileException absent) {
                // The next file is searched.
            } catch (IOException unreadable) {
                return Either.left(new Invalid(
                        "the credentials file " + file, "", "a readable file; reading it failed with " + unreadable));
            }
        }
        List<String> hints = searched.filter(Either::isLeft).map(Either::getLeft);
        return Either.left(new Invalid(
                "the credentials file "
                        + searched.flatMap(Either::toOption).map(Path::toString).mkString(" or "),
                "",
                hints.prepend("present").mkString(", or ")));
    }
}
