package io.github.crstasks.tests.soak;

import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.emulator.ReceivedRequest;
import io.github.crstasks.emulator.RequestInterceptor;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.ServiceFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Changes the tasks at every request, and lets some of the requests fail in a random way. */
final class ChaosScript implements RequestInterceptor {
    /** The body limit of the clients. It is small, because each thread that reads or writes keeps a buffer of this size. */
    static final int BODY_LIMIT = 30_000;

    /** The places that clients report for the malformed responses of this script. */
    static final Set<String> MALFORMED_PLACES = Set.of("$", "byte " + BODY_LIMIT, "the HTTP level");

    /** Each unanswered request occupies a thread of the emulator. */
    private static final int MAX_UNANSWERED = 40;

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final List<Disturbance> TRANSIENT =
            EnumSet.complementOf(EnumSet.of(ServiceFault.NONE, ServiceFault.NO_RESPONSE)).stream()
                    .map(fault -> new Disturbance(fault.name(), fault::interceptor))
                    .toList();
    private static final List<Disturbance> PERMANENT = List.of(
            Disturbance.answering(
                    "EXPIRED", api -> InterceptorAction.reply(200, api.errorBody(api.expiredSignatureCode()))),
            Disturbance.answering(
                    "REJECTED",
                    api -> InterceptorAction.reply(
                            200, api.errorBody(api.permanentErrorCodes().get(0)))),
            Disturbance.answering("LOGIN_PAGE", api -> InterceptorAction.reply(200, "<html>Please log in</html>")),
            Disturbance.answering(
                    "REDIRECT", api -> InterceptorAction.reply(302, Map.of("Location", "/elsewhere"), new byte[0])),
            Disturbance.answering("TOO_LONG", api -> InterceptorAction.reply(200, JSON, new byte[BODY_LIMIT + 1])),
            Disturbance.answering(
                    "GARBLED_GZIP",
                    api -> InterceptorAction.reply(
                            200, Map.of("Content-Encoding", "gzip"), new byte[] {31, -117, 8, 0, 7})));

    private final ChangingTasks tasks;
    private final ThreadInterrupter interrupter;
    private final EventCounter events;
    private final Random random;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Semaphore unanswered = new Semaphore(MAX_UNANSWERED);

    ChaosScript(ChangingTasks tasks, ThreadInterrupter interrupter, EventCounter events, Random random) {
        this.tasks = tasks;
        this.interrupter = interrupter;
        this.events = events;
        this.random = random;
    }

    private record Disturbance(String name, Function<ApiVersion, RequestInterceptor> script) {
        static Disturbance answering(String name, Function<ApiVersion, InterceptorAction> reaction) {
            return new Disturbance(name, api -> request -> reaction.apply(api));
        }
    }

    static List<String> names() {
        List<String> names = new ArrayList<>(List.of("UNANSWERED", "DELAYED"));
        TRANSIENT.forEach(disturbance -> names.add(disturbance.name));
        PERMANENT.forEach(disturbance -> names.add(disturbance.name));
        return names;
    }

    /** Returns the codes of all errors that this script returns. */
    static List<String> errorCodes(ApiVersion api) {
        return List.of(
                api.quotaExceededCode(),
                api.internalErrorCode(),
                api.maintenanceCode(),
                api.expiredSignatureCode(),
                api.permanentErrorCodes().get(0));
    }

    @Override
    public InterceptorAction before(ReceivedRequest request) {
        tasks.changeSome();
        int draw = random.nextInt(1000);
        if (draw < 5 && unanswered.tryAcquire()) {
            events.count("UNANSWERED");
            return leaveUnanswered();
        }
        if (draw < 50) {
            events.count("DELAYED");
            return InterceptorAction.delay(Duration.ofMillis(random.nextInt(30)));
        }
        if (draw < 70) {
            return disturb(PERMANENT, disturbance -> disturbance.before(request), request);
        }
        return draw < 150
                ? disturb(TRANSIENT, disturbance -> disturbance.before(request), request)
                : InterceptorAction.proceed();
    }

    @Override
    public InterceptorAction after(ReceivedRequest request, String body) {
        tasks.changeSome();
        return random.nextInt(1000) < 100
                ? disturb(TRANSIENT, disturbance -> disturbance.after(request, body), request)
                : InterceptorAction.proceed();
    }

    private InterceptorAction disturb(
            List<Disturbance> disturbances,
            Function<RequestInterceptor, InterceptorAction> hook,
            ReceivedRequest request) {
        Disturbance disturbance = disturbances.get(random.nextInt(disturbances.size()));
        InterceptorAction reaction = hook.apply(disturbance.script.apply(api(request)));
        if (reaction != InterceptorAction.proceed()) {
            events.count(disturbance.name);
        }
        return reaction;
    }

    private static ApiVersion api(ReceivedRequest request) {
        return request.path().equals("/") ? ApiVersion.V3 : ApiVersion.V2;
    }

    /** Sends no response until {@link #end()}, so that the caller has to time out, cancel or be interrupted. */
    private InterceptorAction leaveUnanswered() {
        interrupter.interruptOldest();
        try {
            // Longer than any call may take, so that the end of this wait never ends a call.
            end.await(2 * SoakCall.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return InterceptorAction.drop();
    }

    /** Drops all unanswered requests. */
    void end() {
        end.countDown();
    }
}
