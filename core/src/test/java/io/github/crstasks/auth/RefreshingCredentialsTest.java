package io.github.crstasks.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.transport.Transport;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RefreshingCredentialsTest {
    private static final Instant START = Instant.parse("2024-05-06T07:08:09Z");
    private static final Credentials FIRST = Credentials.temporary("first", "key", "token");
    private static final Credentials SECOND = Credentials.temporary("second", "key", "token");
    private static final TaskError BUSY = new TaskError.Unreachable("busy", Option.none(), true, Option.none());
    private static final Transport TRANSPORT = FakeTransport.pending();

    private volatile Instant now = START;
    private final TestSource source = new TestSource();
    private final RefreshingCredentials provider = new RefreshingCredentials(source, () -> now);

    private void advance(Duration time) {
        now = now.plus(time);
    }

    private CompletableFuture<Either<TaskError, Credentials>> fetch() {
        return provider.fetch(TRANSPORT);
    }

    private void complete(Credentials credentials, Duration lifetime) {
        source.latest().complete(Either.right(new ExpiringCredentials(credentials, now.plus(lifetime))));
    }

    /** Makes the first credentials valid for an hour. */
    private void begin() {
        CompletableFuture<Either<TaskError, Credentials>> call = fetch();
        complete(FIRST, Duration.ofHours(1));
        assertThat(call.join()).isEqualTo(Either.right(FIRST));
    }

    private static void assertReturns(CompletableFuture<Either<TaskError, Credentials>> call, Credentials expected) {
        assertThat(call).isCompletedWithValue(Either.right(expected));
    }

    @Test
    void fiftyThreadsCauseOneFetch() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(50);
        ExecutorService threads = Executors.newFixedThreadPool(50);
        List<CompletableFuture<Either<TaskError, Credentials>>> calls = IntStream.range(0, 50)
                .mapToObj(call -> CompletableFuture.supplyAsync(
                                () -> {
                                    ready.countDown();
                                    try {
                                        ready.await();
                                    } catch (InterruptedException interrupted) {
                                        throw new IllegalStateException(interrupted);
                                    }
                                    return fetch();
                                },
                                threads)
                        .thenCompose(started -> started))
                .toList();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(calls).noneMatch(CompletableFuture::isDone);

        complete(FIRST, Duration.ofHours(1));

        assertThat(calls).allSatisfy(call -> assertReturns(call, FIRST));
        assertReturns(fetch(), FIRST);
        assertThat(source.fetches()).hasSize(1);
    }

    @Test
    void credentialsAreRefreshedFiveMinutesBeforeTheirEndWhileCallsUseThem() {
        begin();
        advance(Duration.ofMinutes(55).minusSeconds(1));
        assertReturns(fetch(), FIRST);
        assertThat(source.fetches()).hasSize(1);

        advance(Duration.ofSeconds(1));
        assertReturns(fetch(), FIRST);
        assertReturns(fetch(), FIRST);
        assertThat(source.fetches()).hasSize(2);

        complete(SECOND, Duration.ofHours(1));
        assertReturns(fetch(), SECOND);
        assertThat(source.fetches()).hasSize(2);
    }

    @Test
    void shortLivedCredentialsAreKeptForThreeQuartersOfTheirLifetime() {
        CompletableFuture<Either<TaskError, Credentials>> call = fetch();
        complete(FIRST, Duration.ofSeconds(40));
        assertReturns(call, FIRST);

        advance(Duration.ofSeconds(29));
        assertReturns(fetch(), FIRST);
        assertThat(source.fetches()).hasSize(1);
        advance(Duration.ofSeconds(1));
        assertReturns(fetch(), FIRST);
        assertThat(source.fetches()).hasSize(2);
    }

    @Test
    void failedRefreshKeepsWhatIsValidAndIsTriedAgainAfterADelay() {
        begin();
        advance(Duration.ofMinutes(56));
        assertReturns(fetch(), FIRST);
        source.latest().complete(Either.left(BUSY));

        assertReturns(fetch(), FIRST);
        advance(RefreshingCredentials.RETRY_DELAY.minusMillis(1));
        assertReturns(fetch(), FIRST);
        assertThat(source.fetches()).hasSize(2);

        advance(Duration.ofMillis(1));
        assertReturns(fetch(), FIRST);
        assertThat(source.fetches()).hasSize(3);
        source.latest().completeExceptionally(new IOException("STS broke"));
        assertReturns(fetch(), FIRST);
    }

    @Test
    void expiredCredentialsWaitForTheRefreshAndReturnItsError() {
        begin();
        advance(Duration.ofMinutes(59));
        assertReturns(fetch(), FIRST);
        source.latest().complete(Either.left(BUSY));
        advance(Duration.ofMinutes(1));

        // The delay after a failure does not hold any more: nothing is valid.
        CompletableFuture<Either<TaskError, Credentials>> first = fetch();
        CompletableFuture<Either<TaskError, Credentials>> second = fetch();
        assertThat(first).isNotDone();
        assertThat(source.fetches()).hasSize(3);
        source.latest().complete(Either.left(BUSY));
        assertThat(first).isCompletedWithValue(Either.left(BUSY));
        assertThat(second).isCompletedWithValue(Either.left(BUSY));

        CompletableFuture<Either<TaskError, Credentials>> third = fetch();
        complete(SECOND, Duration.ofHours(1));
        assertReturns(third, SECOND);
    }

    @Test
    void callThatAsksAgainWhenItsRefreshFailedStartsANewOne() {
        CompletableFuture<Either<TaskError, Credentials>> retried =
                fetch().thenCompose(result -> result.isLeft() ? fetch() : CompletableFuture.completedFuture(result));

        source.latest().complete(Either.left(BUSY));

        assertThat(source.fetches()).hasSize(2);
        complete(FIRST, Duration.ofHours(1));
        assertReturns(retried, FIRST);
    }

    @Test
    void cancellingOneCallLeavesTheRefreshOfTheOthersRunning() {
        CompletableFuture<Either<TaskError, Credentials>> cancelled = fetch();
        CompletableFuture<Either<TaskError, Credentials>> other = fetch();

        cancelled.cancel(true);

        assertThat(source.latest()).isNotDone();
        complete(FIRST, Duration.ofHours(1));
        assertReturns(other, FIRST);
        assertThat(source.fetches()).hasSize(1);
    }

    @Test
    void refreshThatDoesNotEndIsReplaced() {
        CompletableFuture<Either<TaskError, Credentials>> hanging = fetch();
        CompletableFuture<Either<TaskError, ExpiringCredentials>> abandoned = source.latest();
        advance(RefreshingCredentials.LONGEST_REFRESH);
        assertThat(fetch()).isNotDone();
        assertThat(source.fetches()).hasSize(1);
        advance(Duration.ofMillis(1));

        CompletableFuture<Either<TaskError, Credentials>> call = fetch();

        assertThat(abandoned).isCancelled();
        assertThat(hanging.join().getLeft().retryable()).isTrue();
        complete(FIRST, Duration.ofHours(1));
        assertReturns(call, FIRST);
        assertThat(source.fetches()).hasSize(2);
    }

    @Test
    void closingOneClientDoesNotEndTheCallOfAnother() {
        CompletableFuture<Either<TaskError, Credentials>> ofClosed = fetch();
        CompletableFuture<Either<TaskError, Credentials>> ofOther = provider.fetch(FakeTransport.pending());

        Either<TaskError, ExpiringCredentials> closed =
                Either.left(new TaskError.Cancelled("the client is closed", Option.none()));
        source.latest().complete(closed);

        assertThat(ofClosed.join().getLeft()).isInstanceOf(TaskError.Cancelled.class);
        assertThat(ofOther).isNotDone();
        complete(FIRST, Duration.ofHours(1));
        assertReturns(ofOther, FIRST);
    }

    @Test
    void exceptionOfTheSourceReachesTheCallUnchanged() {
        CompletableFuture<Either<TaskError, Credentials>> call = fetch();
        IOException thrown = new IOException("the vault is sealed");
        source.latest().completeExceptionally(thrown);

        assertThatThrownBy(call::join).hasCause(thrown);
        assertThat(fetch()).isNotDone();
    }

    @Test
    void freshCredentialsAreUsedEvenIfThisMachineBelievesThatTheyHaveEnded() {
        CompletableFuture<Either<TaskError, Credentials>> call = fetch();

        complete(FIRST, Duration.ofHours(-3));

        assertReturns(call, FIRST);
    }

    @Test
    void clockThatIsSetBackDoesNotStopRefreshes() {
        begin();
        advance(Duration.ofMinutes(58));
        assertReturns(fetch(), FIRST);
        source.latest().complete(Either.left(BUSY));
        advance(Duration.ofHours(-2));

        assertReturns(fetch(), FIRST);

        assertThat(source.fetches()).hasSize(3);
    }

    @Test
    void refreshThatStartedLongAfterTheTimeOfTheClockIsReplaced() {
        CompletableFuture<Either<TaskError, Credentials>> hanging = fetch();
        advance(RefreshingCredentials.LONGEST_REFRESH.negated());
        assertThat(fetch()).isNotDone();
        assertThat(source.fetches()).hasSize(1);
        advance(Duration.ofMillis(-1));

        CompletableFuture<Either<TaskError, Credentials>> call = fetch();

        assertThat(hanging.join().isLeft()).isTrue();
        complete(FIRST, Duration.ofHours(1));
        assertReturns(call, FIRST);
    }

    @Test
    void cachedProviderIsCalledOnceForItsMaximumAge() {
        AtomicInteger calls = new AtomicInteger();
        CredentialsProvider cached = new RefreshingCredentials(
                new CachedProvider(
                        () -> {
                            calls.incrementAndGet();
                            return Either.right(FIRST);
                        },
                        Duration.ofMinutes(10),
                        () -> now),
                () -> now);

        assertThat(cached.credentials()).isEqualTo(Either.right(FIRST));
        assertThat(cached.credentials()).isEqualTo(Either.right(FIRST));
        assertReturns(cached.fetch(TRANSPORT), FIRST);
        assertThat(calls).hasValue(1);
        advance(Duration.ofMinutes(10));
        assertThat(cached.credentials()).isEqualTo(Either.right(FIRST));
        assertThat(calls).hasValue(2);
    }

    @Test
    void cachedProviderThrowsWhatTheProviderThrows() {
        IllegalStateException broken = new IllegalStateException("sealed");
        CredentialsProvider cached = CredentialsProvider.cached(
                () -> {
                    throw broken;
                },
                Duration.ofDays(1));

        assertThatThrownBy(cached::credentials).isSameAs(broken);
        assertThatThrownBy(() -> cached.fetch(TRANSPORT).join()).hasCause(broken);
    }

    @Test
    void longestMaximumAgeIsAccepted() {
        CredentialsProvider cached = CredentialsProvider.cached(
                CredentialsProvider.fixed(FIRST), Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));

        assertThat(cached.credentials()).isEqualTo(Either.right(FIRST));
        assertThat(cached.credentials()).isEqualTo(Either.right(FIRST));
        assertThatThrownBy(() -> CredentialsProvider.cached(CredentialsProvider.fixed(FIRST), Duration.ZERO))
                .hasMessage("maxAge must be positive, but was 0 s");
    }

    @Test
    void interruptedThreadStopsWaitingForTheRefreshOfAnother() {
        var unused = fetch();
        Thread.currentThread().interrupt();

        assertThat(provider.credentials().getLeft()).isInstanceOf(TaskError.Cancelled.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(source.latest()).isNotDone();
    }
}
