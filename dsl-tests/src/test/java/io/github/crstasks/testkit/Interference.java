package io.github.crstasks.testkit;

import io.github.crstasks.emulator.Reaction;
import io.github.crstasks.emulator.ReceivedRequest;
import io.github.crstasks.emulator.Script;
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

/** What a long run does to its requests: moves the tasks, and lets one in a few go wrong in some way. */
final class Interference implements Script {
    /** The most bytes that a client takes, and few more than it needs: each thread that reads or writes keeps as many. */
    static final int BODY_LIMIT = 30_000;

    /** Where a client says that what is sent here is malformed. */
    static final Set<String> MALFORMED = Set.of("$", "byte " + BODY_LIMIT, "its HTTP form");

    /** Each keeps a thread of the emulator. */
    private static final int MOST_SILENCES = 40;

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final List<Mishap> PASSING =
            EnumSet.complementOf(EnumSet.of(RetryProperties.Fault.NONE, RetryProperties.Fault.SILENCE)).stream()
                    .map(fault -> new Mishap(fault.name(), fault::script))
                    .toList();
    private static final List<Mishap> LASTING = List.of(
            Mishap.reply("EXPIRED", api -> Reaction.reply(200, api.refusal(api.expired()))),
            Mishap.reply(
                    "REFUSED",
                    api -> Reaction.reply(200, api.refusal(api.refusals().get(0)))),
            Mishap.reply("LOG_IN_PAGE", api -> Reaction.reply(200, "<html>Who are you?</html>")),
            Mishap.reply("REDIRECT", api -> Reaction.reply(302, Map.of("Location", "/elsewhere"), new byte[0])),
            Mishap.reply("TOO_LONG", api -> Reaction.reply(200, JSON, new byte[BODY_LIMIT + 1])),
            Mishap.reply(
                    "GARBLED_GZIP",
                    api -> Reaction.reply(200, Map.of("Content-Encoding", "gzip"), new byte[] {31, -117, 8, 0, 7})));

    private final MovingTasks tasks;
    private final Interruptions interruptions;
    private final Tally tally;
    private final Random random;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Semaphore silences = new Semaphore(MOST_SILENCES);

    Interference(MovingTasks tasks, Interruptions interruptions, Tally tally, Random random) {
        this.tasks = tasks;
        this.interruptions = interruptions;
        this.tally = tally;
        this.random = random;
    }

    private record Mishap(String name, Function<Api, Script> script) {
        static Mishap reply(String name, Function<Api, Reaction> reaction) {
            return new Mishap(name, api -> request -> reaction.apply(api));
        }
    }

    static List<String> names() {
        List<String> names = new ArrayList<>(List.of("SILENCE", "LATE"));
        PASSING.forEach(mishap -> names.add(mishap.name));
        LASTING.forEach(mishap -> names.add(mishap.name));
        return names;
    }

    /** The codes of all refusals. */
    static List<String> rawCodes(Api api) {
        return List.of(
                api.quotaExceeded(),
                api.internalError(),
                api.maintenance(),
                api.expired(),
                api.refusals().get(0));
    }

    @Override
    public Reaction before(ReceivedRequest request) {
        tasks.move();
        int lot = random.nextInt(1000);
        if (lot < 5 && silences.tryAcquire()) {
            tally.count("SILENCE");
            return silence();
        }
        if (lot < 50) {
            tally.count("LATE");
            return Reaction.delay(Duration.ofMillis(random.nextInt(30)));
        }
        if (lot < 70) {
            return of(LASTING, mishap -> mishap.before(request), request);
        }
        return lot < 150 ? of(PASSING, mishap -> mishap.before(request), request) : Reaction.proceed();
    }

    @Override
    public Reaction after(ReceivedRequest request, String body) {
        tasks.move();
        return random.nextInt(1000) < 100
                ? of(PASSING, mishap -> mishap.after(request, body), request)
                : Reaction.proceed();
    }

    private Reaction of(List<Mishap> mishaps, Function<Script, Reaction> moment, ReceivedRequest request) {
        Mishap mishap = mishaps.get(random.nextInt(mishaps.size()));
        Reaction reaction = moment.apply(mishap.script.apply(api(request)));
        if (reaction != Reaction.proceed()) {
            tally.count(mishap.name);
        }
        return reaction;
    }

    private static Api api(ReceivedRequest request) {
        return request.path().equals("/") ? Api.V3 : Api.V2;
    }

    /** No reply until {@link #end()}: whoever waits for it must give it up. */
    private Reaction silence() {
        interruptions.strike();
        try {
            // Longer than any call may take, so that it is never what ends a call.
            end.await(2 * SoakCall.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return Reaction.drop();
    }

    /** Ends all silence. */
    void end() {
        end.countDown();
    }
}
