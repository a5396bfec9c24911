package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Invalid;
import io.vavr.collection.List;
import io.vavr.control.Either;
import io.vavr.control.Option;

/** Named texts that credentials are read from: environment variables, or the fields of a file. */
interface CredentialFields {
    /** Returns the text of a field; empty if it is not set. */
    Option<String> value(String name);

    /** Returns the place of a field, for messages. */
    String place(String name);

    /** Returns how a field that is not set must be set, for messages. */
    String howToSet(String name);

    /** Reads credentials, with a token if one of the token fields is set. */
    default Either<TaskError, Credentials> read(String idName, String keyName, List<String> tokenNames) {
        return required(idName)
                .flatMap(id -> required(keyName)
                        .flatMap(key -> token(tokenNames)
                                .map(token -> token.fold(
                                        () -> Credentials.of(id, key), text -> Credentials.temporary(id, key, text)))));
    }

    private Either<TaskError, String> required(String name) {
        return checked(name).flatMap(text -> text.toEither(() -> new Invalid(place(name), "", howToSet(name))));
    }

    private Either<TaskError, Option<String>> token(List<String> names) {
        List<String> present = names.filter(name -> nonBlank(name).isDefined());
        if (present.isEmpty()) {
            return Either.right(Option.none());
        }
        return present.map(this::nonBlank).distinct().size() == 1
                ? checked(present.head())
                : Either.left(new Invalid(
                        present.map(this::place).mkString(" and "), "", "equal, or all but one of them not set"));
    }

    private Either<TaskError, Option<String>> checked(String name) {
        Option<String> text = nonBlank(name);
        return text.flatMap(Credentials::requirement)
                .<Either<TaskError, Option<String>>>map(accepted -> Either.left(new Invalid(place(name), "", accepted)))
                .getOrElse(() -> Either.right(text));
    }

    private Option<String> nonBlank(String name) {
        return value(name).map(String::strip).filter(text -> !text.isEmpty());
    }
}
