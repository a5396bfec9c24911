package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.vavr.collection.List;
import io.vavr.control.Either;

/** Calls one provider after the other until one returns credentials. */
final class CredentialsChain implements CredentialsProvider {
    private final List<CredentialsProvider> providers;

    CredentialsChain(CredentialsProvider first, java.util.List<CredentialsProvider> others) {
        this.providers = List.ofAll(others).prepend(first);
    }

    @Override
    public Either<TaskError, Credentials> credentials() {
        List<Either<TaskError, Credentials>> results = List.empty();
        for (CredentialsProvider provider : providers) {
            Either<TaskError, Credentials> result = provider.credentials();
            if (result.isRight()) {
                return result;
            }
            results = results.append(result);
        }
        List<TaskError> errors = results.map(Either::getLeft);
        // An error that may pass says more than that the other places are empty, and is worth another attempt.
        return Either.left(errors.find(TaskError::retryable)
                .getOrElse(() -> new TaskError.Invalid(
                        "credentials",
                        "",
                        "found in one of these places: "
                                + errors.map(TaskError::message).mkString("; "))));
    }
}
