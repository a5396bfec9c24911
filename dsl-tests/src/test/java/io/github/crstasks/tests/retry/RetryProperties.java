package io.github.crstasks.tests.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.TaskClientListener;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.emulator.ReceivedRequest;
import io.github.crstasks.emulator.RequestInterceptor;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.ReferenceModel;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.EmulatorFixture;
import io.github.crstasks.tests.support.ServiceFault;
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

/** A client hides transient faults of the service, reports permanent ones, and never sends a signature twice. */
abstract class RetryProperties {
    private static final int ATTEMPTS = 4;
    private static final RetryPolicy WITHOUT_DELAY = RetryPolicy.defaults()
            .withMaxAttempts(ATTEMPTS)
            .withInitialDelay(Duration.ZERO)
            .withMaxDelay(Duration.ZERO);

    abstract EmulatorFixture fixture();

    private EmulatorFixture fixture(ApiVersion api) {
        return fixture().withApi(api);
    }

    private EmulatorFixture emptyService(ApiVersion api) {
        EmulatorFixture fixture = fixture(api);
        fixture.replaceTasks(List.of(), 100);
        return fixture;
    }

    @Provide
    Arbitrary<List<ServiceFault>> faults() {
        return Arbitraries.of(survivableFaults()).list().ofMinSize(1).ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<ServiceFault>> faultsWithTimeouts() {
        return Arbitraries.of(ServiceFault.NO_RESPONSE, ServiceFault.HTTP_500, ServiceFault.NONE, ServiceFault.NONE)
                .list()
                .ofSize(6);
    }

    /** Returns the faults that a client sees over this transport; a transport that resends dropped requests hides them. */
    Set<ServiceFault> survivableFaults() {
        return EnumSet.complementOf(EnumSet.of(ServiceFault.NO_RESPONSE));
    }

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.lists();
    }

    /** Plays faults one after the other, fewer for each page than a client makes attempts, and records all requests. */
    private static final class FaultSequence implements RequestInterceptor {
        private final ApiVersion api;
        private final Iterator<ServiceFault> faults;
        private final List<ReceivedRequest> received = new ArrayList<>();
        private final Map<Object, Integer> faultsOfPage = new HashMap<>();
        private final Map<Long, RequestInterceptor> interceptors = new HashMap<>();

        FaultSequence(ApiVersion api, List<ServiceFault> faults) {
            this.api = api;
            this.faults = faults.iterator();
        }

        @Override
        public synchronized InterceptorAction before(ReceivedRequest request) {
            received.add(request);
            Object page = List.of(api.parameter(request, "endTime"), api.parameter(request, "offset"));
            boolean survivable = faultsOfPage.merge(page, 1, Integer::sum) < ATTEMPTS;
            RequestInterceptor interceptor =
                    survivable && faults.hasNext() ? faults.next().interceptor(api) : RequestInterceptor.none();
            interceptors.put(request.ordinal(), interceptor);
            return interceptor.before(request);
        }

        @Override
        public synchronized InterceptorAction after(ReceivedRequest request, String body) {
            return interceptors
                    .getOrDefault(request.ordinal(), RequestInterceptor.none())
                    .after(request, body);
        }
    }

    private TaskClientBuilder client(EmulatorFixture fixture) {
        return fixture.client().retryPolicy(WITHOUT_DELAY);
    }

    @Property(tries = 100)
    void transientFaultsChangeNoResultAndEveryAttemptIsSignedAfresh(
            @ForAll ApiVersion api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("faults") List<ServiceFault> faults,
            @ForAll @IntRange(min = 1, max = 20) int pageSize) {
        List<Task> tasks = fixture(api).replaceTasks(submitted, 100);
        FaultSequence sequence = new FaultSequence(api, faults);
        fixture().emulator().intercept(sequence);
        // API 3.0 has no nonce, so that two requests of one second would have the same signature.
        AtomicLong seconds = new AtomicLong(Instant.now().getEpochSecond() - 290);
        TaskClient client = client(fixture(api))
                .clock(() -> Instant.ofEpochSecond(seconds.getAndIncrement()))
                .paging(Paging.defaults().withPagesInFlight(1).withPageSize(pageSize))
                .build();

        assertThat(client.list(TaskQuery.all())).isEqualTo(Either.right(ReferenceModel.list(tasks, task -> true)));
        assertThat(sequence.received)
                .flatExtracting(request -> request.nonce().stream().toList())
                .doesNotHaveDuplicates();
        assertThat(sequence.received).extracting(api::signature).doesNotHaveDuplicates();
    }

    /** Few tries and more attempts than faults: each timeout takes its time, and a busy machine causes further ones. */
    @Property(tries = 10)
    void timeoutsChangeNoResult(
            @ForAll ApiVersion api,
            @ForAll("lists") List<Task> submitted,
            @ForAll("faultsWithTimeouts") List<ServiceFault> faults) {
        List<Task> tasks = fixture(api).replaceTasks(submitted, 100);
        fixture().emulator().intercept(new FaultSequence(api, faults));
        TaskClient client = client(fixture(api))
                .retryPolicy(WITHOUT_DELAY.withMaxAttempts(10))
                .timeout(Duration.ofMillis(500))
                .pageSize(20)
                .build();

        assertThat(client.list(TaskQuery.all())).isEqualTo(Either.right(ReferenceModel.list(tasks, task -> true)));
    }

    @Property
    void permanentErrorIsNeverRetried(@ForAll ApiVersion api) {
        List<TaskError> retried = new ArrayList<>();
        for (String code : api.permanentErrorCodes()) {
            EmulatorFixture fixture = emptyService(api);
            fixture.emulator().intercept(request -> InterceptorAction.reply(200, api.errorBody(code)));
            TaskClient client = client(fixture)
                    .listener(new TaskClientListener() {
                        @Override
                        public void onRetry(RetryEvent event) {
                            retried.add(event.error());
                        }
                    })
                    .build();

            assertThat(client.list(TaskQuery.all()).getLeft()).isInstanceOf(TaskError.Rejected.class);
            assertThat(retried).as(code).isEmpty();
            assertThat(fixture.emulator().requestCount()).as(code).isEqualTo(1);
        }
    }

    @Property
    void exhaustedAttemptsReturnTheLastError(@ForAll ApiVersion api) {
        EmulatorFixture fixture = emptyService(api);
        fixture.emulator().intercept(request -> InterceptorAction.reply(200, api.errorBody(api.internalErrorCode())));

        assertThat(client(fixture).build().list(TaskQuery.all()).getLeft())
                .isInstanceOfSatisfying(
                        TaskError.Rejected.class,
                        error -> assertThat(error)
                                .returns(api.internalErrorCode(), TaskError.Rejected::rawCode)
                                .returns(ATTEMPTS, refused -> refused.attempts().count())
                                .extracting(TaskError::message)
                                .asString()
                                .contains(" (" + ATTEMPTS + " attempts in ")
                                .contains(fixture.emulator().endpoint().getHost()));
        assertThat(fixture.emulator().requestCount()).isEqualTo(ATTEMPTS);
    }

    @Property
    void expiredSignatureIsRetriedOnlyOnce(@ForAll ApiVersion api) {
        EmulatorFixture fixture = emptyService(api);
        fixture.emulator()
                .intercept(request -> InterceptorAction.reply(200, api.errorBody(api.expiredSignatureCode())));

        assertThat(client(fixture).build().list(TaskQuery.all()).isLeft()).isTrue();
        assertThat(fixture.emulator().requestCount()).isEqualTo(2);
    }

    @Property
    void timeoutIsRetried(@ForAll ApiVersion api) {
        EmulatorFixture fixture = emptyService(api);
        fixture.emulator()
                .intercept(request -> request.ordinal() == 1
                        ? InterceptorAction.delay(Duration.ofHours(1))
                        : InterceptorAction.proceed());
        TaskClient client = client(fixture).timeout(Duration.ofSeconds(1)).build();

        assertThat(client.count(TaskQuery.all())).isEqualTo(Either.right(0));
        assertThat(fixture.emulator().requestCount()).isGreaterThan(1);
    }

    @Property(tries = 10)
    void wrongClockCostsOneExtraCall(@ForAll ApiVersion api, @ForAll @IntRange(min = -23, max = 23) int hours) {
        EmulatorFixture fixture = fixture(api);
        fixture.emulator().reset();
        List<Duration> corrections = new ArrayList<>();
        TaskClient client = client(fixture)
                .paging(Paging.defaults().withPagesInFlight(1).withPageSize(3))
                .clock(() -> Instant.now().plus(Duration.ofHours(hours)))
                .listener(new TaskClientListener() {
                    @Override
                    public void onClockCorrected(ClockCorrectedEvent event) {
                        corrections.add(event.correction());
                    }
                })
                .build();
        int extra = hours == 0 ? 0 : 1;

        assertThat(client.list(TaskQuery.all()).get()).hasSize(9);
        assertThat(fixture.emulator().requestCount()).isEqualTo(3 + extra);
        assertThat(client.list(TaskQuery.all()).get()).hasSize(9);
        assertThat(fixture.emulator().requestCount()).isEqualTo(6 + extra);
        assertThat(corrections).hasSize(extra);
    }

    @Property
    void throwingListenerChangesNoResult(@ForAll ApiVersion api) {
        EmulatorFixture fixture = fixture(api);
        fixture.emulator().reset();
        TaskClient client = client(fixture)
                .listener(new TaskClientListener() {
                    @Override
                    public void onAttempt(AttemptEvent event) {
                        throw new IllegalStateException("broken");
                    }
                })
                .build();

        assertThat(client.list(TaskQuery.all()).get()).hasSize(9);
    }
}
