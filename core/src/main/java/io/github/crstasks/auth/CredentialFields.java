package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vavr.control.Try;
import java.util.function.Function;

/** Reads credentials from named fields, such as environment variables or the lines of a file. */
final class CredentialFields {
    private CredentialFields() {}

    static Either<TaskError, Credentials> read(
            Function<String, Option<String>> fields, String place, String idName, String keyName, String tokenName) {
        Function<String, Either<TaskError, String>> required = name -> field(fields, name)
                .toEither(() -> new TaskError.Invalid(place + name, "not set", "set to a text that is not blank"));
        return required.apply(idName)
                .flatMap(id -> required.apply(keyName)
                        .flatMap(key -> Try.of(() -> field(fields, tokenName)
                                        .fold(
                                                () -> Credentials.of(id, key),
                                                token -> Credentials.temporary(id, key, token)))
                                .toEither()
                                .mapLeft(refused -> new TaskError.Invalid(
                                        place + idName + " and " + tokenName,
                                        "texts with other characters",
                                        "texts of visible ASCII characters"))));
    }

    private static Option<String> field(Function<String, Option<String>> fields, String name) {
        return fields.apply(name).map(String::strip).filter(value -> !value.isEmpty());
    }
}
