package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads credentials from the section {@code default} of the first file that exists. */
final class ProfileCredentials implements CredentialsProvider {
    private static final String SECTION = "default";

    private final List<Path> files;

    ProfileCredentials(List<Path> files) {
        this.files = files;
    }

    static ProfileCredentials ofUser(Path home) {
        return new ProfileCredentials(List.of(
                home.resolve(".tencentcloud").resolve("credentials"), Path.of("/etc/tencentcloud/credentials")));
    }

    @Override
    public Either<TaskError, Credentials> credentials() {
        return io.vavr.collection.List.ofAll(files)
                .find(Files::exists)
                .toEither(() -> (TaskError) new TaskError.Invalid("credentials file", "not found", "one of " + files))
                .flatMap(ProfileCredentials::read);
    }

    private static Either<TaskError, Credentials> read(Path file) {
        Map<String, String> fields;
        try {
            fields = section(Files.readAllLines(file));
        } catch (IOException | UncheckedIOException unreadable) {
            return Either.left(new TaskError.Invalid(
                    "credentials file " + file, "unreadable (" + unreadable + ")", "a readable file in UTF-8"));
        }
        return CredentialFields.read(
                name -> Option.of(fields.get(name)),
                "[" + SECTION + "] of " + file + ", ",
                "secret_id",
                "secret_key",
                "token");
    }

    private static Map<String, String> section(List<String> lines) {
        Map<String, String> fields = new HashMap<>();
        boolean isInside = false;
        for (String line : lines) {
            String text = line.strip();
            int equals = text.indexOf('=');
            if (text.startsWith("[")) {
                isInside = text.equals("[" + SECTION + "]");
            } else if (isInside && equals >= 0) {
                // A comment with an equals sign becomes a field that is never read.
                fields.put(
                        text.substring(0, equals).strip(),
                        text.substring(equals + 1).strip());
            }
        }
        return fields;
    }
}
