package io.github.crstasks.tests.soak;

import io.github.crstasks.emulator.EmulatorBehaviour;
import io.github.crstasks.emulator.EmulatorBehaviour.MissingTime;
import io.github.crstasks.tests.support.ApiVersion;
import java.util.OptionalLong;
import java.util.Random;

/**
 * How the service lists tasks during a round, which determines what calls promise.
 *
 * @param behaviour the behaviour of the service
 * @param tasks how many tasks change by themselves at the start; they can become half as many again
 * @param instances the number of their instances. If tasks of one second share an instance and a type, a client without ids
 *     never reads a full second to its end
 * @param maxPerSecond the largest number of tasks in a second
 * @param secondsApart how many seconds lie between two seconds with tasks
 * @param shareWithTime how many of the tasks have a time, 0..1
 * @param changesPerRequest how many changes are tried before and after each request, 0..1
 */
record ListShape(
        EmulatorBehaviour behaviour,
        int tasks,
        int instances,
        int maxPerSecond,
        int secondsApart,
        double shareWithTime,
        double changesPerRequest) {
    /** A page has more rows than a second has tasks, each task has a time, and the order of the rows is stable. */
    private static final ListShape ORDINARY = new ListShape(EmulatorBehaviour.documented(), 100, 8, 3, 1, 1, 1);

    /** The more changes, the more lists that no client can read completely. */
    private static final double[] HARD_CHANGES = {0.05, 0.2, 1};

    /** Returns the shape of a round: hard for the first and every second one. */
    static ListShape ofRound(int number, Random random) {
        return number % 2 == 0 ? hard(number / 2, random) : ORDINARY;
    }

    /** A second can fill several pages, its rows have another order in each reply, and some rows have no time. */
    private static ListShape hard(int number, Random random) {
        MissingTime[] forms = MissingTime.values();
        EmulatorBehaviour behaviour = EmulatorBehaviour.documented()
                .withTieSeed(OptionalLong.of(random.nextLong()))
                .withMissingTime(forms[number % forms.length]);
        double changes = HARD_CHANGES[random.nextInt(HARD_CHANGES.length)];
        return new ListShape(behaviour, 80, 40, 40, 10, 0.9, changes);
    }

    boolean isHard() {
        return behaviour.tieSeed().isPresent();
    }

    /** Returns whether a client cannot tell some rows apart: those without id and time, or one that a doubtful list repeats. */
    boolean hasTwins(ApiVersion api) {
        return isHard() && api == ApiVersion.V2;
    }
}
