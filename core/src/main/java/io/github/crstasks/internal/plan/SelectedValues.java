package io.github.crstasks.internal.plan;

import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.collection.Vector;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The statuses and types that a query selects by name. The fold adds to the sets and computes nothing else. */
record SelectedValues(Set<TaskStatus> statuses, Set<TaskType> types) implements NodeFold<Boolean> {
    SelectedValues collect(QueryNode query) {
        of(query, false);
        return this;
    }

    /** Returns scans by those values that no task of a service has. */
    List<TaskScan> without(ServiceCapabilities capabilities) {
        Set<TaskStatus> absentStatuses = EnumSet.copyOf(statuses);
        absentStatuses.removeAll(capabilities.statuses().occurring());
        Set<TaskType> absentTypes = EnumSet.copyOf(types);
        absentTypes.removeAll(capabilities.types().occurring());
        return Vector.of(ScanAlgebra.withStatuses(absentStatuses), ScanAlgebra.withTypes(absentTypes))
                .flatMap(scan -> scan)
                .toJavaList();
    }

    @Override
    public Boolean ofCondition(Condition condition, boolean isNegated) {
        if (!isNegated && condition instanceof Condition.StatusIn status) {
            statuses.addAll(status.statuses());
        }
        if (!isNegated && condition instanceof Condition.TypeIn type) {
            types.addAll(type.types());
        }
        return true;
    }

    @Override
    public Boolean ofNothing(boolean isConjunction) {
        return true;
    }

    @Override
    public Boolean combine(boolean isConjunction, Boolean operands, Boolean next) {
        return true;
    }

    @Override
    public boolean isFinal(boolean isConjunction, Boolean operands) {
        return false;
    }
}
