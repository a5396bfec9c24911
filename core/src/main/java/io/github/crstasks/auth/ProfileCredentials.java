package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Invalid;
import io.vavr.collection.List;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads credentials from the section {@code default} of the first file that exists. */
final class ProfileCredentials implements CredentialsProvider {
    private static final String SYSTEM_FILE = "/etc/tencentcloud/credentials";

    /** The files to search, the preferred one first; or a clause that says why a file cannot be searched. */
    private final List<Supplier<Either<String, Path>>> places;

    private ProfileCredentials(List<Supplier<Either<String, Path>>> places) {
        this.places = places;
    }

    static ProfileCredentials of(Path... files) {
        return new ProfileCredentials(List.of(files).map(file -> () -> Either.right(file)));
    }

    /** Determines the home directory at each call, so that a client with other credentials needs none. */
    static ProfileCredentials ofUser(Supplier<@Nullable String> home) {
        return new ProfileCredentials(List.of(() -> fileOfUser(home.get()), () -> Either.right(Path.of(SYSTEM_FILE))));
    }

    private static Either<String, Path> fileOfUser(@Nullable String home) {
        try {
            Path directory = Path.of(home == null ? "" : home);
            // The JDK says "?" where the user has no home directory.
            return directory.isAbsolute()
                    ? Either.right(directory.resolve(".tencentcloud").resolve("credentials"))
                    : Either.left("the system property user.home name the directory of .tencentcloud/credentials");
        } catch (InvalidPathException inexpressible) {
            return Either.left("the system property user.home be a path that this machine can express");
        }
    }

    @Override
    public Either<TaskError, Credentials> credentials() {
        List<Either<String, Path>> searched = places.map(Supplier::get);
        for (Path file : searched.flatMap(Either::toOption)) {
            try {
                byte[] content = Files.readAllBytes(file);
                return ProfileFile.parse(file.toString(), content)
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
