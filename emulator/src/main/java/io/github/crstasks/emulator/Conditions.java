package io.github.crstasks.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Puts together what a call asks for, as far as the service obeys. */
final class Conditions {
    private final Behaviour behaviour;
    private final List<Predicate<TaskRow>> conditions = new ArrayList<>();

    Conditions(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    Conditions add(Criterion criterion, Optional<Predicate<TaskRow>> condition) {
        condition.filter(asked -> obeys(criterion)).ifPresent(conditions::add);
        return this;
    }

    Conditions id(Optional<String> redisId) {
        return add(Criterion.REDIS_ID, redisId.map(id -> row -> row.redisId().equals(id)));
    }

    Conditions name(Optional<String> redisName) {
        return add(
                Criterion.REDIS_NAME,
                redisName.map(name -> behaviour.fuzzyNames()
                        ? row -> row.redisName().contains(name)
                        : row -> row.redisName().equals(name)));
    }

    TaskSelection between(long since, long until) {
        boolean timed = obeys(Criterion.TIME);
        return new TaskSelection(timed ? since : Long.MIN_VALUE, timed ? until : Long.MAX_VALUE, conditions);
    }

    private boolean obeys(Criterion criterion) {
        return !behaviour.ignored().contains(criterion);
    }
}
