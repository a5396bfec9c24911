package io.github.crstasks.tests.soak;

import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testkit.QuerySample;
import java.time.Instant;
import java.util.Random;

/** Random queries that match some of {@link ChangingTasks}. For use by one thread. */
final class SoakQueries {
    private static final TaskStatus[] STATUSES = TaskStatus.values();

    private final Random random;

    SoakQueries(Random random) {
        this.random = random;
    }

    QuerySample next(Instant newestSecond) {
        QuerySample one = condition(newestSecond);
        return switch (random.nextInt(6)) {
            case 0 -> one.and(condition(newestSecond));
            case 1 -> one.or(condition(newestSecond));
            case 2 -> one.negate();
            default -> one;
        };
    }

    private QuerySample condition(Instant newestSecond) {
        Instant moment = newestSecond.minusSeconds(random.nextInt(60));
        TaskStatus status = STATUSES[random.nextInt(STATUSES.length)];
        TaskStatus other = STATUSES[random.nextInt(STATUSES.length)];
        TaskType type = ChangingTasks.TYPES.get(random.nextInt(ChangingTasks.TYPES.size()));
        String id = "crs-" + random.nextInt(ChangingTasks.INSTANCES);
        return switch (random.nextInt(9)) {
            case 0 ->
                new QuerySample(
                        TaskQuery.instanceId(id), task -> task.instanceId().equals(id));
            case 1 -> new QuerySample(TaskQuery.status(status), task -> task.status() == status);
            case 2 ->
                new QuerySample(
                        TaskQuery.status(status, other), task -> task.status() == status || task.status() == other);
            case 3 -> new QuerySample(TaskQuery.type(type), task -> task.type() == type);
            case 4 ->
                new QuerySample(
                        TaskQuery.submittedSince(moment),
                        task -> task.submittedAt().exists(at -> !at.isBefore(moment)));
            case 5 ->
                new QuerySample(
                        TaskQuery.submittedUntil(moment),
                        task -> task.submittedAt().exists(at -> !at.isAfter(moment)));
            case 6 -> new QuerySample(TaskQuery.progressComplete(), Task::isProgressComplete);
            default -> new QuerySample(TaskQuery.all(), task -> true);
        };
    }
}
