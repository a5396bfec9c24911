package io.github.crstasks.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Builds the filter of a request, leaving out the fields that the behaviour ignores. An empty value adds no condition.
 */
final class TaskFilterBuilder {
    private final EmulatorBehaviour behaviour;
    private final List<Predicate<TaskRow>> conditions = new ArrayList<>();

    TaskFilterBuilder(EmulatorBehaviour behaviour) {
        this.behaviour = behaviour;
    }

    TaskFilterBuilder redisId(Optional<String> redisId) {
        return condition(
                FilterField.REDIS_ID, redisId.map(id -> row -> row.redisId().equals(id)));
    }

    TaskFilterBuilder redisName(Optional<String> redisName) {
        return condition(
                FilterField.REDIS_NAME,
                redisName.map(name -> behaviour.fuzzyNames()
                        ? row -> row.redisName().contains(name)
                        : row -> row.redisName().equals(name)));
    }

    TaskFilterBuilder condition(FilterField field, Optional<Predicate<TaskRow>> condition) {
        condition.filter(ignored -> isApplied(field)).ifPresent(conditions::add);
        return this;
    }

    /** Leaves out the tasks that are older than the history of the behaviour. No request can switch this off. */
    TaskFilterBuilder submittedWithinHistory(Instant now) {
        behaviour
                .history()
                .ifPresent(history -> conditions.add(row -> row.startTime()
                        .filter(start -> Duration.between(start, now).compareTo(history) > 0)
                        .isEmpty()));
        return this;
    }

    /** Returns the filter for a closed interval of submission times, in epoch seconds. */
    TaskFilter between(long since, long until) {
        boolean timeApplied = isApplied(FilterField.TIME);
        return new TaskFilter(timeApplied ? since : Long.MIN_VALUE, timeApplied ? until : Long.MAX_VALUE, conditions);
    }

    /** Returns the filter for {@code BeginTime} and {@code EndTime} of API 3.0, in epoch seconds. */
    TaskFilter betweenBeginAndEndTime(long begin, long end) {
        boolean endOfRun = behaviour.endTimeFilter() == EmulatorBehaviour.EndTimeFilter.END_OF_RUN;
        if (!endOfRun || end == Long.MAX_VALUE) {
            return between(begin, end);
        }
        condition(FilterField.TIME, Optional.of(row -> row.hasStartTime() && hasEnded(row, end)));
        return between(begin, Long.MAX_VALUE);
    }

    private static boolean hasEnded(TaskRow row, long second) {
        return row.endTime().filter(end -> end.getEpochSecond() <= second).isPresent();
    }

    private boolean isApplied(FilterField field) {
        return !behaviour.ignoredFields().contains(field);
    }
}
