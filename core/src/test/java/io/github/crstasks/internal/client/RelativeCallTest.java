package io.github.crstasks.internal.client;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.none;
import static io.github.crstasks.query.TaskQuery.project;
import static io.github.crstasks.query.TaskQuery.submittedWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.crstasks.TaskClient;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.paging.QueryPlan;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.RecordingSubscriber;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.waiting.DelayScheduler;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests when a call fixes the moment of a query with a relative time. */
@Timeout(20)
class RelativeCallTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final TaskQuery WITHIN_AN_HOUR = submittedWithin(HOUR);
    /** In the zone of the service, 17:06 of that day. */
    private static final Instant NOW = Instant.parse("2017-02-10T09:06:00Z");

    private final FakeTransport service = FakeTransport.answering(request -> Responses.listing(request, 5, 2));
    private volatile Instant time = NOW;

    /** Reads the clock, which advances by a minute whenever it is read. */
    private Instant tick() {
        Instant now = time;
        time = now.plusSeconds(60);
        return now;
    }

    private TaskClient tickingClient() {
        return service.client()
                .clock(this::tick)
                .scheduler(new ImpatientScheduler())
                .build();
    }

    /** Skips the delays between polls, but not the timeout of a wait. */
    private static final class ImpatientScheduler implements DelayScheduler {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public CompletableFuture<Void> after(Duration delay) {
            return delay.compareTo(HOUR) < 0 ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
        }
    }

    private static String beginTime(TransportRequest request) {
        return Stream.of(request.uri().getRawQuery().split("&"))
                .map(parameter -> URLDecoder.decode(parameter, StandardCharsets.UTF_8))
                .filter(parameter -> parameter.startsWith("beginTime="))
                .map(parameter -> parameter.substring("beginTime=".length()))
                .findFirst()
                .orElse("none");
    }

    private List<String> beginTimes() {
        return service.requests().stream().map(RelativeCallTest::beginTime).toList();
    }

    @ParameterizedTest
    @EnumSource(names = "(ASYNC_)?(WATCH|AWAIT)", mode = EnumSource.Mode.MATCH_NONE)
    void allPagesAndPollsOfACallHaveTheMomentAtWhichItBegan(CallStyle style) throws Throwable {
        for (TaskQuery query : List.of(
                WITHIN_AN_HOUR,
                WITHIN_AN_HOUR.and(project(0)),
                project(1).or(project(0)).and(WITHIN_AN_HOUR.negate().negate()))) {
            service.requests().clear();
            time = NOW;

            resultOf(style, query);

            assertThat(service.requests()).as("%s", query).isNotEmpty();
            assertThat(beginTimes()).as("%s", query).containsOnly("2017-02-10 16:06:00");
        }
    }

    private void resultOf(CallStyle style, TaskQuery query) throws Throwable {
        if (style == CallStyle.PUBLISHER || style == CallStyle.ASYNC_PUBLISHER) {
            RecordingSubscriber<Task> subscriber =
                    RecordingSubscriber.of(tickingClient().publisher(query));
            subscriber.request(Long.MAX_VALUE);
            assertThat(subscriber.takeEnd()).isEmpty();
        } else {
            assertThat(style.result(tickingClient(), query).isRight()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AWAIT", "ASYNC_AWAIT"})
    void allPollsOfAWaitHaveTheMomentAtWhichItBegan(CallStyle style) throws Throwable {
        Task running = Tasks.of("a");
        FakeTransport transport = FakeTransport.answering(request -> Responses.page(
                1,
                minute(time) < 30 ? running : ended("a", running.submittedAt().get())));
        TaskClient client = transport
                .client()
                .clock(this::tick)
                .scheduler(new ImpatientScheduler())
                .build();

        assertThat(style.result(client, WITHIN_AN_HOUR).get()).isInstanceOf(WaitOutcome.Completed.class);
        assertThat(transport.requests()).hasSizeGreaterThan(5);
        assertThat(transport.requests().stream().map(RelativeCallTest::beginTime))
                .containsOnly("2017-02-10 16:06:00");
    }

    private static int minute(Instant time) {
        return time.atOffset(ZoneOffset.UTC).getMinute();
    }

    @Test
    void eachCallHasAMomentOfItsOwn() {
        TaskClient client = service.client().clock(() -> time).build();

        client.count(WITHIN_AN_HOUR);
        time = NOW.plus(HOUR);
        client.count(WITHIN_AN_HOUR);

        assertThat(beginTimes()).contains("2017-02-10 16:06:00", "2017-02-10 17:06:00");
    }

    @Test
    void streamBeginsWithItsTerminalOperation() {
        TaskClient client = service.client().clock(() -> time).build();
        Stream<Task> stream = client.stream(WITHIN_AN_HOUR);

        time = NOW.plus(Duration.ofMinutes(40));

        assertThat(stream).hasSize(5);
        assertThat(beginTimes()).containsOnly("2017-02-10 16:46:00");
    }

    @Test
    void publisherBeginsWithTheFirstRequestOfEachSubscriber() throws InterruptedException {
        Flow.Publisher<Task> publisher =
                service.client().clock(() -> time).build().publisher(WITHIN_AN_HOUR);
        RecordingSubscriber<Task> first = RecordingSubscriber.of(publisher);
        RecordingSubscriber<Task> second = RecordingSubscriber.of(publisher);

        time = NOW.plus(Duration.ofMinutes(10));
        first.request(1);
        time = NOW.plus(Duration.ofMinutes(20));
        first.request(Long.MAX_VALUE);
        assertThat(first.takeEnd()).isEmpty();
        assertThat(beginTimes()).containsOnly("2017-02-10 16:16:00");
        service.requests().clear();
        second.request(Long.MAX_VALUE);

        assertThat(second.takeEnd()).isEmpty();
        assertThat(beginTimes()).containsOnly("2017-02-10 16:26:00");
    }

    @Test
    void allPollsOfAWatchHaveTheMomentOfTheSubscription() throws InterruptedException {
        ManualScheduler scheduler = ManualScheduler.create();
        Flow.Publisher<TaskChange> watch =
                service.client().clock(() -> time).scheduler(scheduler).build().watch(WITHIN_AN_HOUR);
        time = NOW.plus(Duration.ofMinutes(10));
        RecordingSubscriber<TaskChange> subscriber = RecordingSubscriber.of(watch);
        time = NOW.plus(HOUR);

        subscriber.request(Long.MAX_VALUE);
        scheduler.passNext();
        subscriber.take(5);
        int requests = service.requests().size();
        scheduler.advance(HOUR);
        scheduler.passNext();

        assertThat(service.requests()).hasSizeGreaterThan(requests);
        assertThat(beginTimes()).containsOnly("2017-02-10 16:16:00");
        subscriber.cancel();
    }

    @Test
    void mergedPollsGiveEachWaitTheTasksOfItsOwnMoment() {
        Task early = ended("early", NOW.minus(Duration.ofMinutes(50)));
        Task late = ended("late", NOW.minus(Duration.ofMinutes(10)));
        FakeTransport transport = FakeTransport.answering(Responses.page(2, late, early));
        ManualScheduler scheduler = ManualScheduler.create();
        TaskClient client =
                transport.client().clock(() -> time).scheduler(scheduler).build();

        CompletableFuture<WaitOutcome> first = client.async().await(WITHIN_AN_HOUR, WaitOptions.defaults());
        time = NOW.plus(Duration.ofMinutes(30));
        CompletableFuture<WaitOutcome> second = client.async().await(WITHIN_AN_HOUR, WaitOptions.defaults());
        scheduler.advance(Duration.ofMillis(50));
        while (!(first.isDone() && second.isDone())) {
            // The timeouts of the waits are pending too, and are the longest delays.
            scheduler.pending().stream()
                    .filter(delay ->
                            scheduler.delays().get(indexOf(scheduler, delay)).compareTo(HOUR) < 0)
                    .findFirst()
                    .orElseThrow()
                    .complete(null);
        }

        assertThat(first.join()).isInstanceOf(WaitOutcome.Completed.class);
        assertThat(first.join().tasks()).extracting(Task::instanceId).containsExactly("late", "early");
        assertThat(second.join().tasks()).extracting(Task::instanceId).containsExactly("late");
        assertThat(transport.requests()).singleElement().returns("2017-02-10 16:06:00", RelativeCallTest::beginTime);
    }

    private static int indexOf(ManualScheduler scheduler, CompletableFuture<Void> delay) {
        int index = 0;
        while (scheduler.delay(index) != delay) {
            index++;
        }
        return index;
    }

    private static Task ended(String instanceId, Instant submittedAt) {
        return Tasks.running()
                .instanceId(instanceId)
                .submittedAt(submittedAt)
                .status(TaskStatus.SUCCEEDED)
                .statusCode(2)
                .build();
    }

    @Test
    void explanationHasTheQueryAsWrittenAndTheParametersOfTheMoment() {
        time = NOW.plusNanos(1);
        TaskQuery query =
                TaskQuery.parse("submitted between now - 168h and now").get();

        QueryPlan plan = service.client().clock(() -> time).build().explain(query);
        QueryPlan newer = service.client()
                .clock(() -> time)
                .protocol(ApiV3.create())
                .build()
                .explain(query);

        assertThat(plan.query().text().get()).isEqualTo("submitted between now - 168h and now");
        // Every whole second of the interval, and no other.
        assertThat(plan.lists())
                .singleElement()
                .satisfies(list -> assertThat(list.parameters())
                        .containsEntry("beginTime", "2017-02-03 17:06:01")
                        .containsEntry("endTime", "2017-02-10 17:06:00"));
        assertThat(plan)
                .asString()
                .startsWith("query submittedWithin(168 h).and(submittedBeforeLast(0 s))\n")
                .contains("beginTime=2017-02-03 17:06:01", "checked on the client: nothing");
        assertThat(newer.lists())
                .singleElement()
                .satisfies(list -> assertThat(list.parameters()).containsEntry("BeginTime", "2017-02-03 17:06:01"));
        assertThat(newer.residual()).isNotEqualTo(query).asString().doesNotContain("submittedWithin");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void momentIsThatOfTheCorrectedClock() {
        FakeTransport late = FakeTransport.answering(request -> request.uri()
                        .getRawQuery()
                        .contains("Timestamp=1486717560")
                ? Responses.of(
                        200, TransportHeaders.none().with("Date", "Fri, 10 Feb 2017 10:06:00 GMT"), "{\"code\":4500}")
                : Responses.page(0));
        TaskClient client = late.client().clock(() -> NOW).build();

        assertThat(client.list(all()).isRight()).isTrue();

        assertThat(client.explain(WITHIN_AN_HOUR).lists().get(0).parameters())
                .containsEntry("beginTime", "2017-02-10 17:06:00");
    }

    @ParameterizedTest
    @EnumSource
    void clockThatFailsEndsTheCallBeforeItsFirstRequest(CallStyle style) throws Throwable {
        IllegalStateException thrown = new IllegalStateException("stopped");
        TaskClient client = service.client()
                .clock(() -> {
                    throw thrown;
                })
                .build();

        assertThat(style.result(client, WITHIN_AN_HOUR).getLeft())
                .asInstanceOf(type(TaskError.ExtensionFailed.class))
                .returns("clock", TaskError.ExtensionFailed::extension);
        assertThat(service.requests()).isEmpty();
        assertThatThrownBy(() -> client.explain(WITHIN_AN_HOUR))
                .isInstanceOf(TaskException.class)
                .hasMessageContaining("the clock threw");
    }

    @Test
    void absoluteQueryIsPlannedWithoutTheClock() {
        TaskClient client = service.client()
                .clock(() -> {
                    throw new AssertionError("read");
                })
                .build();

        assertThat(client.list(WITHIN_AN_HOUR.and(none())).get()).isEmpty();
        assertThat(client.count(WITHIN_AN_HOUR.at(NOW).and(none())).get()).isZero();
        assertThat(client.explain(WITHIN_AN_HOUR.at(NOW)).lists()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void predicateThatTestsARelativeQueryItselfFailsTheCall(CallStyle style) {
        TaskClient client = service.client().scheduler(new ImpatientScheduler()).build();
        TaskQuery query = TaskQuery.where(task -> WITHIN_AN_HOUR.test(task));

        assertThatThrownBy(() -> style.result(client, query))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("query.at(moment)");
    }
}
