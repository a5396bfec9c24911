package io.github.crstasks.tests.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.crstasks.TaskClient;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.emulator.ReceivedRequest;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.EmulatorFixture;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A wait over HTTP says why tasks failed. */
@Timeout(60)
class WaitReasonsTest {
    private static final TaskRow BACKUP =
            TaskRow.pending(Instant.parse("2017-02-08T08:46:30Z"), "backupInstance", "name", "crs-1");
    private static final WaitOptions OPTIONS = WaitOptions.defaults()
            .withPollSchedule(PollSchedule.of(Duration.ofMillis(1)))
            .withReasons(true);

    private final EmulatorFixture fixture = EmulatorFixture.start().withApi(ApiVersion.V3);
    private final TaskClient client = fixture.client().build();

    WaitReasonsTest() {
        fixture.emulator().tasks().replaceAll(List.of());
    }

    @AfterEach
    void close() {
        client.close();
        fixture.close();
    }

    private long failed(String reason) {
        long id = fixture.emulator().tasks().submit(BACKUP);
        fixture.emulator().tasks().fail(id, reason);
        return id;
    }

    private static boolean asksForDetails(ReceivedRequest request) {
        return request.parameter("X-TC-Action").equals(Optional.of("DescribeTaskInfo"));
    }

    @Test
    void failingBackupSaysWhyWhenItHasFailed() {
        long id = fixture.emulator().tasks().submit(BACKUP);

        WaitOutcome outcome = client.await(
                TaskQuery.all(),
                OPTIONS,
                progress -> fixture.emulator().tasks().fail(id, "磁盘已满\n2017-02-10 INFO task 7 succeeded"));

        assertThat(outcome.message())
                .startsWith("0 of 1 task succeeded after ")
                .endsWith("; task " + id + " (BACKUP_INSTANCE of crs-1) failed: 磁盘已满 2017-02-10 INFO task 7 succeeded");
        assertThat(outcome)
                .asInstanceOf(type(WaitOutcome.Completed.class))
                .satisfies(completed -> assertThat(completed.reasons())
                        .singleElement()
                        .satisfies(reason ->
                                assertThat(reason.text()).contains("磁盘已满\n2017-02-10 INFO task 7 succeeded")));
    }

    @Test
    void withoutTheOptionNoDetailsAreRequested() {
        failed("full");

        assertThat(client.await(TaskQuery.all(), OPTIONS.withReasons(false)).message())
                .doesNotContain("full");
        assertThat(fixture.emulator().acceptedRequests()).noneMatch(WaitReasonsTest::asksForDetails);
    }

    @Test
    void refusedDetailsCostNeitherTheOutcomeNorTheOtherReasons() {
        long refused = failed("never read");
        failed("full");
        fixture.emulator()
                .intercept(request ->
                        asksForDetails(request) && request.parameter("TaskId").equals(Optional.of("" + refused))
                                ? InterceptorAction.reply(503, "")
                                : InterceptorAction.proceed());

        WaitOutcome outcome = client.await(TaskQuery.all(), OPTIONS);

        assertThat(outcome).isInstanceOf(WaitOutcome.Completed.class);
        assertThat(outcome.message())
                .contains("failed: full", "task " + refused, "its reason is missing: HTTP 503 was received")
                .doesNotContain("never read");
    }

    private CountDownLatch leaveDetailsUnanswered() {
        CountDownLatch arrived = new CountDownLatch(1);
        fixture.emulator().intercept(request -> {
            if (!asksForDetails(request)) {
                return InterceptorAction.proceed();
            }
            arrived.countDown();
            return InterceptorAction.delay(Duration.ofHours(1));
        });
        return arrived;
    }

    @Test
    void timeoutHoldsWhileDetailsAreRequested() {
        failed("full");
        leaveDetailsUnanswered();

        WaitOutcome outcome = client.await(TaskQuery.all(), OPTIONS.withTimeout(Duration.ofMillis(700)));

        assertThat(outcome).isInstanceOf(WaitOutcome.Completed.class);
        assertThat(outcome.message()).contains("its reason is missing: the timeout of the wait passed");
    }

    @Test
    void cancellingAndClosingEndTheWaitWhileDetailsAreRequested() throws InterruptedException {
        failed("full");
        CountDownLatch arrived = leaveDetailsUnanswered();
        CompletableFuture<WaitOutcome> cancelled = client.async().await(TaskQuery.all(), OPTIONS);
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        cancelled.cancel(true);

        CountDownLatch again = leaveDetailsUnanswered();
        CompletableFuture<WaitOutcome> closed = client.async().await(TaskQuery.all(), OPTIONS);
        assertThat(again.await(20, TimeUnit.SECONDS)).isTrue();
        client.close();

        assertThat(closed.join()).isInstanceOf(WaitOutcome.Cancelled.class);
    }
}
