package io.github.crstasks.internal.plan;

/** Determines whether a service answers every condition of a node. */
record AnswerFold(ServiceCapabilities capabilities) implements NodeFold<Boolean> {
    @Override
    public Boolean ofCondition(Condition condition, boolean isNegated) {
        return condition.isAnsweredBy(capabilities, isNegated);
    }

    @Override
    public Boolean ofNothing(boolean isConjunction) {
        return true;
    }

    @Override
    public Boolean combine(boolean isConjunction, Boolean operands, Boolean next) {
        return next;
    }

    @Override
    public boolean isFinal(boolean isConjunction, Boolean operands) {
        return !operands;
    }
}
