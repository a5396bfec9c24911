package io.github.crstasks.internal.plan;

import io.github.crstasks.task.Task;

/** Tests a task, by no more conditions than the result needs. */
record TestFold(Task task) implements NodeFold<Boolean> {
    @Override
    public Boolean ofCondition(Condition condition, boolean isNegated) {
        return condition.test(task) != isNegated;
    }

    @Override
    public Boolean ofNothing(boolean isConjunction) {
        return isConjunction;
    }

    @Override
    public Boolean combine(boolean isConjunction, Boolean operands, Boolean next) {
        return next;
    }

    @Override
    public boolean isFinal(boolean isConjunction, Boolean operands) {
        return operands != isConjunction;
    }
}
