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
        return Either.left(new TaskError.Invalid(
                "credentials",
                "found in none ("
                        + results.map(result -> result.getLeft().message()).mkString("; ") + ")",
                "found in one of " + results.size() + " places"));
    }
}
