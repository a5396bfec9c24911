package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.ExchangeObserver;
import io.github.crstasks.Retry;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.emulator.Reaction;
import io.github.crstasks.emulator.ReceivedRequest;
import io.github.crstasks.emulator.Script;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What a client makes of a service that fails now and then. */
abstract class RetryProperties {
    private static final int ATTEMPTS = 4;
    private static final Retry AT_ONCE =
            Retry.standard().withAttempts(ATTEMPTS).withWaits(Duration.ZERO, Duration.ZERO);

    abstract Loopback loopback();

    private Loopback loopback(Api api) {
        return loopback().speaking(api);
    }

    private Loopback empty(Api api) {
        loopback(api).hold(List.of(), 100);
        return loopback(api);
    }

    /** What happens to one request. */
    enum Fault {
        NONE,
        DROPPED,
        DROPPED_AFTER_THE_WORK,
        TRUNCATED,
        HTTP_500,
        HTTP_429,
        QUOTA_EXCEEDED,
        INTERNAL_ERROR,
        MAINTENANCE,
        SILENCE;

        Script script(Api api) {
            return switch (this) {
                case NONE -> Script.none();
                case DROPPED -> request -> Reaction.drop();
                case DROPPED_AFTER_THE_WORK -> Script.onReply((request, body) -> Reaction.drop());
                case TRUNCATED -> Script.onReply((request, body) -> Reaction.truncate(body.length() / 2));
                case HTTP_500 -> request -> Reaction.reply(500, "<html></html>");
                case HTTP_429 -> request -> Reaction.reply(429, Map.of("Retry-After", "0"), new byte[0]);
                case QUOTA_EXCEEDED -> request -> Reaction.reply(200, api.refusal(api.quotaExceeded()));
                case INTERNAL_ERROR -> request -> Reaction.reply(200, api.refusal(api.internalError()));
                case SILENCE -> request -> Reaction.delay(Duration.ofHours(1));
                case MAINTENANCE -> request -> Reaction.reply(200, api.refusal(api.maintenance()));
            };
        }
    }

    @Provide
    Arbitrary<List<Fault>> faults() {
        return Arbitraries.of(survivable()).list().ofMinSize(1).ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Fault>> silences() {
        return Arbitraries.of(Fault.SILENCE, Fault.HTTP_500, Fault.NONE, Fault.NONE)
                .list()
                .ofSize(6);
    }

    /** What this transport lets the client see; one that sends a dropped request again by itself hides the drop. */
    Set<Fault> survivable() {
        return EnumSet.complementOf(EnumSet.of(Fault.SILENCE));
    }

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.lists();
    }

    /** Plays one fault after the other, but fewer for each page than there are attempts; keeps what came in. */
    private static final class Play implements Script {
        private final Api api;
        private final Iterator<Fault> faults;
        private final List<ReceivedRequest> received = new ArrayList<>();
        private final Map<Object, Integer> faultsOfPage = new HashMap<>();
        private final Map<Long, Script> playing = new HashMap<>();

        Play(Api api, List<Fault> faults) {
            this.api = api;
            this.faults = faults.iterator();
        }

        @Override
        public synchronized Reaction before(ReceivedRequest request) {
            received.add(request);
            Object page = List.of(api.parameter(request, "endTime"), api.parameter(request, "offset"));
            boolean survivable = faultsOfPage.merge(page, 1, Integer::sum) < ATTEMPTS;
            Script script = survivable && faults.hasNext() ? faults.next().script(api) : Script.none();
            playing.put(request.ordinal(), script);
            return script.before(request);
        }

        @Override
        public synchronized Reaction after(ReceivedRequest request, String body) {
            return playing.getOrDefault(request.ordinal(), Script.none()).after(request, body);
        }
    }

    private TaskClientBuilder client(Loopback loopback) {
        return loopback.client().retry(AT_ONCE);
    }

    @Property(tries = 100)
    void faults_change_nothing_but_the_number_of_calls_and_no_signature_is_sent_twice(
            @ForAll Api api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("faults") List<Fault> faults,
            @ForAll @IntRange(min = 1, max = 20) int pageSize) {
        List<Task> tasks = loopback(api).hold(submitted, 100);
        Play play = new Play(api, faults);
        loopback().emulator().script(play);
        // A second passes whenever the client looks, or API 3.0, which has no nonce, would have nothing new to sign.
        AtomicLong seconds = new AtomicLong(Instant.now().getEpochSecond() - 290);
        TaskClient client = client(loopback(api))
                .clock(() -> Instant.ofEpochSecond(seconds.getAndIncrement()))
                .pageSize(pageSize)
                .build();

        assertThat(client.list(TaskQuery.all())).isEqualTo(Either.right(ReferenceModel.answer(tasks, task -> true)));
        assertThat(play.received)
                .flatExtracting(request -> request.nonce().stream().toList())
                .doesNotHaveDuplicates();
        assertThat(play.received).extracting(api::signature).doesNotHaveDuplicates();
    }

    /** Few and with more attempts than faults: each silence takes its time, and a busy machine adds some of its own. */
    @Property(tries = 10)
    void time_outs_change_nothing_either(
            @ForAll Api api, @ForAll("lists") List<Task> submitted, @ForAll("silences") List<Fault> faults) {
        List<Task> tasks = loopback(api).hold(submitted, 100);
        loopback().emulator().script(new Play(api, faults));
        TaskClient client = client(loopback(api))
                .retry(AT_ONCE.withAttempts(10))
                .timeout(Duration.ofMillis(500))
                .pageSize(20)
                .build();

        assertThat(client.list(TaskQuery.all())).isEqualTo(Either.right(ReferenceModel.answer(tasks, task -> true)));
    }

    @Property
    void a_refusal_is_never_retried(@ForAll Api api) {
        List<TaskError> retried = new ArrayList<>();
        for (String code : api.refusals()) {
            Loopback loopback = empty(api);
            loopback.emulator().script(request -> Reaction.reply(200, api.refusal(code)));
            TaskClient client = client(loopback)
                    .observer(new ExchangeObserver() {
                        @Override
                        public void retry(PageCall call, TaskError error, int attempt, Duration wait) {
                            retried.add(error);
                        }
                    })
                    .build();

            assertThat(client.list(TaskQuery.all()).getLeft()).isInstanceOf(TaskError.Rejected.class);
            assertThat(retried).as(code).isEmpty();
            assertThat(loopback.emulator().requestCount()).as(code).isEqualTo(1);
        }
    }

    @Property
    void attempts_end_with_the_last_error(@ForAll Api api) {
        Loopback loopback = empty(api);
        loopback.emulator().script(request -> Reaction.reply(200, api.refusal(api.internalError())));

        assertThat(client(loopback).build().list(TaskQuery.all()).getLeft())
                .isInstanceOfSatisfying(
                        TaskError.Rejected.class,
                        error -> assertThat(error.rawCode()).isEqualTo(api.internalError()));
        assertThat(loopback.emulator().requestCount()).isEqualTo(ATTEMPTS);
    }

    @Property
    void what_is_not_believed_to_be_new_is_signed_afresh_once_and_then_given_up(@ForAll Api api) {
        Loopback loopback = empty(api);
        loopback.emulator().script(request -> Reaction.reply(200, api.refusal(api.expired())));

        assertThat(client(loopback).build().list(TaskQuery.all()).isLeft()).isTrue();
        assertThat(loopback.emulator().requestCount()).isEqualTo(2);
    }

    @Property
    void a_time_out_is_retried(@ForAll Api api) {
        Loopback loopback = empty(api);
        loopback.emulator()
                .script(request -> request.ordinal() == 1 ? Reaction.delay(Duration.ofHours(1)) : Reaction.proceed());
        TaskClient client = client(loopback).timeout(Duration.ofSeconds(1)).build();

        assertThat(client.count(TaskQuery.all())).isEqualTo(Either.right(0));
        assertThat(loopback.emulator().requestCount()).isGreaterThan(1);
    }

    @Property(tries = 10)
    void a_clock_that_is_wrong_costs_one_extra_call_once(
            @ForAll Api api, @ForAll @IntRange(min = -23, max = 23) int hours) {
        Loopback loopback = loopback(api);
        loopback.emulator().reset();
        List<Duration> corrections = new ArrayList<>();
        TaskClient client = client(loopback)
                .pageSize(3)
                .clock(() -> Instant.now().plus(Duration.ofHours(hours)))
                .observer(new ExchangeObserver() {
                    @Override
                    public void clockCorrected(Duration correction) {
                        corrections.add(correction);
                    }
                })
                .build();
        int extra = hours == 0 ? 0 : 1;

        assertThat(client.list(TaskQuery.all()).get()).hasSize(9);
        assertThat(loopback.emulator().requestCount()).isEqualTo(3 + extra);
        assertThat(client.list(TaskQuery.all()).get()).hasSize(9);
        assertThat(loopback.emulator().requestCount()).isEqualTo(6 + extra);
        assertThat(corrections).hasSize(extra);
    }

    @Property
    void an_observer_that_throws_harms_nothing(@ForAll Api api) {
        Loopback loopback = loopback(api);
        loopback.emulator().reset();
        TaskClient client = client(loopback)
                .observer(new ExchangeObserver() {
                    @Override
                    public void attempt(PageCall call, int attempt) {
                        throw new IllegalStateException("broken");
                    }
                })
                .build();

        assertThat(client.list(TaskQuery.all()).get()).hasSize(9);
    }
}
