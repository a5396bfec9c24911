package io.github.crstasks.query;

import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Terms of one condition. Each prints as the code that makes it. */
sealed interface Leaf extends Term {
    /** Most conditions cannot be turned round on the wire, so the whole list holds what they reject. */
    @Override
    default Cover cover(boolean wanted) {
        return Cover.of(wanted ? scan() : TaskScan.everything());
    }

    /** The smallest scan that holds every task of this leaf. */
    default TaskScan scan() {
        return TaskScan.everything();
    }

    @Override
    default boolean answeredBy(Pushdown pushdown, boolean wanted) {
        return false;
    }

    enum Constant implements Leaf {
        ALL,
        NONE;

        @Override
        public boolean test(Task task) {
            return this == ALL;
        }

        @Override
        public Cover cover(boolean wanted) {
            return wanted == (this == ALL) ? Cover.of(TaskScan.everything()) : Cover.NOTHING;
        }

        @Override
        public boolean answeredBy(Pushdown pushdown, boolean wanted) {
            return true;
        }

        @Override
        public String toString() {
            return this == ALL ? "all()" : "none()";
        }
    }

    record InstanceId(String id) implements Leaf {
        @Override
        public boolean test(Task task) {
            return task.instanceId().equals(id);
        }

        @Override
        public TaskScan scan() {
            return TaskScan.everything().withInstanceId(id);
        }

        @Override
        public boolean answeredBy(Pushdown pushdown, boolean wanted) {
            return wanted && pushdown.instanceId();
        }

        @Override
        public String toString() {
            return "instanceId(" + QueryText.quoted(id) + ")";
        }
    }

    /** Never answered by the service alone: whether it matches names exactly is stated nowhere. */
    record InstanceName(String name) implements Leaf {
        @Override
        public boolean test(Task task) {
            return task.instanceName().equals(name);
        }

        @Override
        public TaskScan scan() {
            return TaskScan.everything().withInstanceName(name);
        }

        @Override
        public String toString() {
            return "instanceName(" + QueryText.quoted(name) + ")";
        }
    }

    record Submitted(Option<Instant> from, Option<Instant> to) implements Leaf {
        static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
        static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

        @Override
        public boolean test(Task task) {
            Instant at = task.submittedAt();
            return !from.exists(at::isBefore) && !to.exists(at::isAfter);
        }

        /** The whole seconds inside or outside: the service knows no smaller unit. */
        @Override
        public Cover cover(boolean wanted) {
            Option<Instant> first = from.map(WholeSeconds::notBefore);
            Option<Instant> last = to.map(WholeSeconds::notAfter);
            return wanted
                    ? Cover.of(TaskScan.everything().within(first, last))
                    : Cover.of(TaskScan.everything().outside(first, last));
        }

        @Override
        public boolean answeredBy(Pushdown pushdown, boolean wanted) {
            return pushdown.submittedAt();
        }

        @Override
        public String toString() {
            if (from.isEmpty()) {
                return "submittedUntil(" + to.get() + ")";
            }
            return to.isEmpty()
                    ? "submittedSince(" + from.get() + ")"
                    : "submittedBetween(" + from.get() + ", " + to.get() + ")";
        }
    }

    record StatusIn(Set<TaskStatus> statuses) implements Leaf {
        @Override
        public boolean test(Task task) {
            return statuses.contains(task.status());
        }

        @Override
        public Cover cover(boolean wanted) {
            return Cover.of(TaskScan.everything().withStatuses(asked(wanted)));
        }

        @Override
        public boolean answeredBy(Pushdown pushdown, boolean wanted) {
            return pushdown.statuses().answers(asked(wanted));
        }

        private Set<TaskStatus> asked(boolean wanted) {
            return wanted ? statuses : OrderedSet.complement(TaskStatus.class, statuses);
        }

        @Override
        public String toString() {
            return "status" + argumentList(statuses);
        }
    }

    record TypeIn(Set<TaskType> types) implements Leaf {
        @Override
        public boolean test(Task task) {
            return types.contains(task.type());
        }

        @Override
        public Cover cover(boolean wanted) {
            return Cover.of(TaskScan.everything().withTypes(asked(wanted)));
        }

        @Override
        public boolean answeredBy(Pushdown pushdown, boolean wanted) {
            return pushdown.types().answers(asked(wanted));
        }

        private Set<TaskType> asked(boolean wanted) {
            return wanted ? types : OrderedSet.complement(TaskType.class, types);
        }

        @Override
        public String toString() {
            return "type" + argumentList(types);
        }
    }

    record Project(int id) implements Leaf {
        @Override
        public boolean test(Task task) {
            return task.projectId() == id;
        }

        @Override
        public String toString() {
            return "project(" + id + ")";
        }
    }

    enum Finished implements Leaf {
        FINISHED;

        @Override
        public boolean test(Task task) {
            return task.finished();
        }

        @Override
        public String toString() {
            return "finished()";
        }
    }

    record Where(Predicate<? super Task> predicate) implements Leaf {
        @Override
        public boolean test(Task task) {
            return predicate.test(task);
        }

        @Override
        public String toString() {
            return "where(" + predicate + ")";
        }
    }

    private static String argumentList(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).collect(Collectors.joining(", ", "(", ")"));
    }
}
