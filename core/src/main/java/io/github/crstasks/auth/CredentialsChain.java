package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.vavr.collection.List;
import io.vavr.control.Either;

/** Asks one provider after the other. */
final class CredentialsChain implements CredentialsProvider {
    private final List<CredentialsProvider> providers;

    CredentialsChain(CredentialsProvider first, java.util.List<CredentialsProvider> others) {
        this.providers = List.ofAll(others).prepend(first);
    }

    @Override
    public Either<TaskError, Credentials> credentials() {
        List<Either<TaskError, Credentials>> answers = List.empty();
        for (CredentialsProvider provider : providers) {
            Either<TaskError, Credentials> answer = provider.credentials();
            if (answer.isRight()) {
                return answer;
            }
            answers = answers.append(answer);
        }
        return Either.left(new TaskError.Invalid(
                "credentials",
                "found in none ("
                        + answers.map(answer -> answer.getLeft().message()).mkString("; ") + ")",
                "found in one of " + answers.size() + " places"));
    }
}
