package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.internal.concurrent.Stages;
import io.github.crstasks.transport.Transport;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls one provider after the other until one returns credentials.
 *
 * <p>Remembers which role gave credentials, and asks the roles before it only if that one fails: a pod whose machine has
 * no role would otherwise ask the metadata service at each call.
 */
final class CredentialsChain implements CredentialsProvider {
    /** The length of an error that one line of a log can show; longer parts are cut. */
    private static final int MAX_LENGTH = 560;

    private static final int MIN_PART_LENGTH = 60;
    private static final String CUT = " ... ";
    private static final int NO_ROLE = -1;

    private final Vector<CredentialsProvider> providers;
    private final Vector<Integer> positions;
    private final AtomicInteger workingRole = new AtomicInteger(NO_ROLE);

    CredentialsChain(CredentialsProvider first, java.util.List<CredentialsProvider> others) {
        // The places of a chain in a chain are listed with the others.
        this.providers = Vector.ofAll(others)
                .prepend(first)
                .flatMap(
                        provider -> provider instanceof CredentialsChain chain ? chain.providers : Vector.of(provider));
        this.positions = Vector.range(0, providers.size());
    }

    @Override
    public Either<TaskError, Credentials> credentials() {
        Vector<TaskError> errors = Vector.empty();
        for (CredentialsProvider provider : providers) {
            Either<TaskError, Credentials> result = CachedProvider.requireValue(provider.credentials());
            if (result.isRight()) {
                return result;
            }
            errors = errors.append(result.getLeft());
        }
        return Either.left(summary(errors));
    }

    @Override
    public CompletableFuture<Either<TaskError, Credentials>> fetch(Transport transport) {
        Search search = new Search(Objects.requireNonNull(transport, "transport"));
        search.next();
        return search.result;
    }

    private static TaskError summary(Vector<TaskError> errors) {
        Vector<String> messages = errors.map(TaskError::message);
        int length = messages.map(String::length).sum().intValue();
        int share = Math.max(MIN_PART_LENGTH, MAX_LENGTH / messages.size());
        String places = "found in one of these places: "
                + messages.map(message -> length <= MAX_LENGTH ? message : shortened(message, share))
                        .mkString("; ");
        // A place that may answer later is worth another attempt.
        return errors.exists(TaskError::retryable)
                ? new TaskError.Unreachable("credentials must be " + places, Option.none(), true, Option.none())
                : new TaskError.Invalid("credentials", "", places);
    }

    /** Cuts the middle out: the start says which place was searched, and the end what it lacks. */
    private static String shortened(String message, int maxLength) {
        int half = (maxLength - CUT.length()) / 2;
        return message.length() <= maxLength
                ? message
                : message.substring(0, half) + CUT + message.substring(message.length() - half);
    }

    /** Returns the positions of the providers, with the roles before the working one at the end. */
    private Vector<Integer> order() {
        int working = workingRole.get();
        return working == NO_ROLE
                ? positions
                : positions
                        .filter(position -> position >= working || !isRole(position))
                        .appendAll(positions.filter(position -> position < working && isRole(position)));
    }

    private boolean isRole(int position) {
        return providers.get(position) instanceof RefreshingCredentials refreshing && refreshing.isRole();
    }

    /** One walk along the providers, without blocking a thread. */
    private final class Search {
        private final CompletableFuture<Either<TaskError, Credentials>> result = new CompletableFuture<>();
        private final Transport transport;
        private final Vector<Integer> order = order();
        private int searched;
        private Vector<TaskError> errors = Vector.empty();
        private volatile CompletableFuture<?> stage = CompletableFuture.completedFuture(null);

        Search(Transport transport) {
            this.transport = transport;
            result.whenComplete((value, cancelled) -> stage.cancel(true));
        }

        /** Asks the next providers; those that answer at once in a loop, since a chain may be long. */
        void next() {
            try {
                while (!result.isDone()) {
                    if (searched == order.size()) {
                        result.complete(Either.left(summary(errors)));
                        return;
                    }
                    CredentialsProvider provider = providers.get(order.get(searched));
                    CompletableFuture<Either<TaskError, Credentials>> answer =
                            Objects.requireNonNull(provider.fetch(transport), "it returned null");
                    if (!answer.isDone()) {
                        await(answer);
                        return;
                    }
                    accept(Rethrow.resultOf(answer));
                }
            } catch (Throwable thrown) {
                result.completeExceptionally(Rethrow.describable(thrown));
            }
        }

        private void await(CompletableFuture<Either<TaskError, Credentials>> answer) {
            CompletableFuture<Either<TaskError, Credentials>> copy = new CompletableFuture<>();
            stage = copy;
            // Checked after the stage was stored, so that a concurrent cancellation cannot miss it.
            if (result.isDone()) {
                answer.cancel(true);
                return;
            }
            Stages.copy(() -> answer, copy);
            copy.whenComplete((value, thrown) -> {
                if (thrown != null) {
                    result.completeExceptionally(thrown);
                } else {
                    acceptGuarded(value);
                }
            });
        }

        private void acceptGuarded(Either<TaskError, Credentials> answer) {
            try {
                accept(answer);
            } catch (RuntimeException broken) {
                result.completeExceptionally(broken);
            }
            next();
        }

        private void accept(Either<TaskError, Credentials> answer) {
            Either<TaskError, Credentials> checked = CachedProvider.requireValue(answer);
            if (checked.isRight()) {
                int position = order.get(searched);
                if (isRole(position)) {
                    workingRole.set(position);
                }
                result.complete(checked);
            } else if (checked.getLeft() instanceof TaskError.Cancelled) {
                // Nobody waits for the other places any more.
                result.complete(checked);
            } else {
                errors = errors.append(checked.getLeft());
                searched++;
            }
        }
    }
}
