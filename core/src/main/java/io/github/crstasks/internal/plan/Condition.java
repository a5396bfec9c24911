package io.github.crstasks.internal.plan;

import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.internal.format.Durations;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A single condition. Prints as the code that creates it. */
public sealed interface Condition extends QueryNode {
    /** Returns the whole list if negated, because most conditions cannot be negated in a request. */
    @Override
    default ScanCover scans(boolean negated) {
        return ScanCover.of(negated ? TaskScan.everything() : scan());
    }

    /** Returns the smallest scan that contains every task that this condition accepts. */
    default TaskScan scan() {
        return TaskScan.everything();
    }

    @Override
    default boolean isAnsweredBy(ServiceCapabilities capabilities, boolean negated) {
        return false;
    }

    @Override
    default boolean isRelative() {
        return false;
    }

    /** Returns this condition for a call at a moment that the service can express. */
    default Condition resolvedAt(Instant moment) {
        return this;
    }

    /** Returns the condition for an interval with at least one end. */
    static Condition submitted(Option<Bound> from, Option<Bound> to) {
        SubmittedRelatively interval = new SubmittedRelatively(from, to);
        boolean isRelative = from.toList().appendAll(to).exists(Bound.Ago.class::isInstance);
        return isRelative ? interval : interval.resolvedAt(Submitted.FIRST);
    }

    enum Constant implements Condition {
        ALL,
        NONE;

        @Override
        public boolean test(Task task) {
            return this == ALL;
        }

        @Override
        public ScanCover scans(boolean negated) {
            return negated == (this == NONE) ? ScanCover.of(TaskScan.everything()) : ScanCover.NOTHING;
        }

        @Override
        public boolean isAnsweredBy(ServiceCapabilities capabilities, boolean negated) {
            return true;
        }

        @Override
        public String toString() {
            return this == ALL ? "all()" : "none()";
        }
    }

    record InstanceId(String id) implements Condition {
        /** Checks that the id is not blank. */
        public InstanceId {
            requireNonBlank("instanceId", id);
        }

        @Override
        public boolean test(Task task) {
            return task.instanceId().equals(id);
        }

        @Override
        public TaskScan scan() {
            return ScanAlgebra.withInstanceId(id);
        }

        @Override
        public boolean isAnsweredBy(ServiceCapabilities capabilities, boolean negated) {
            return !negated && capabilities.instanceId();
        }

        @Override
        public String toString() {
            return NodeText.line("instanceId(" + StringLiteral.of(id) + ")");
        }
    }

    /** Always checked on the client as well: no document states whether the service matches names exactly. */
    record InstanceName(String name) implements Condition {
        /** Checks that the name is not blank. */
        public InstanceName {
            requireNonBlank("instanceName", name);
        }

        @Override
        public boolean test(Task task) {
            return task.instanceName().equals(name);
        }

        @Override
        public TaskScan scan() {
            return ScanAlgebra.withInstanceName(name);
        }

        @Override
        public String toString() {
            return NodeText.line("instanceName(" + StringLiteral.of(name) + ")");
        }
    }

    record Submitted(Option<Instant> from, Option<Instant> to) implements Condition {
        /** The first second that the service can express. */
        public static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
        /** The last second that the service can express. */
        public static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

        /** Checks that the service can express the interval. */
        public Submitted {
            from.forEach(moment -> requireExpressible("from", moment));
            to.forEach(moment -> requireExpressible("to", moment));
            Invalid.unless(
                    !from.exists(first -> to.exists(first::isAfter)),
                    "submittedBetween to",
                    to.getOrElse(LAST),
                    from.getOrElse(FIRST) + " or later");
        }

        /** Throws an exception if the service cannot express a moment. */
        public static void requireExpressible(String parameter, Instant moment) {
            Invalid.unless(!moment.isBefore(FIRST) && !moment.isAfter(LAST), parameter, moment, FIRST + ".." + LAST);
        }

        @Override
        public boolean test(Task task) {
            return task.submittedAt().exists(at -> !from.exists(at::isBefore) && !to.exists(at::isAfter));
        }

        /** Rounds to whole seconds, which is the precision of the service. */
        @Override
        public ScanCover scans(boolean negated) {
            // A task without a time is in no interval, so the complement of an interval is no interval either.
            return negated
                    ? ScanCover.of(TaskScan.everything())
                    : ScanCover.of(ScanAlgebra.clip(
                            TaskScan.everything(),
                            from.map(WholeSeconds::ceilToSecond),
                            to.map(WholeSeconds::floorToSecond)));
        }

        @Override
        public boolean isAnsweredBy(ServiceCapabilities capabilities, boolean negated) {
            return !negated
                    && (from.isEmpty() || capabilities.submittedSince())
                    && (to.isEmpty() || capabilities.submittedUntil());
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

    /** An interval with at least one end that depends on the moment of the call. */
    record SubmittedRelatively(Option<Bound> from, Option<Bound> to) implements Condition {
        @Override
        public boolean isRelative() {
            return true;
        }

        /** Clips the interval to what the service can express. */
        @Override
        public Condition resolvedAt(Instant moment) {
            Option<Instant> first = from.map(bound -> bound.at(moment))
                    .map(time -> time.isBefore(Submitted.FIRST) ? Submitted.FIRST : time);
            Option<Instant> last = to.map(bound -> bound.at(moment));
            boolean isEmpty = last.exists(time -> time.isBefore(first.getOrElse(Submitted.FIRST)));
            return isEmpty ? Constant.NONE : new Submitted(first, last);
        }

        @Override
        public boolean test(Task task) {
            throw RelativeTimes.missingMoment(this);
        }

        @Override
        public ScanCover scans(boolean negated) {
            throw RelativeTimes.missingMoment(this);
        }

        @Override
        public String toString() {
            Option<String> since = from.map(bound -> bound instanceof Bound.Ago ago
                    ? "submittedWithin(" + Durations.text(ago.duration()) + ")"
                    : "submittedSince(" + ((Bound.Fixed) bound).time() + ")");
            Option<String> until = to.map(bound -> bound instanceof Bound.Ago ago
                    ? "submittedBeforeLast(" + Durations.text(ago.duration()) + ")"
                    : "submittedUntil(" + ((Bound.Fixed) bound).time() + ")");
            return since.map(code ->
                            until.map(other -> code + ".and(" + other + ")").getOrElse(code))
                    .getOrElse(until::get);
        }
    }

    record StatusIn(Set<TaskStatus> statuses) implements Condition {
        @Override
        public boolean test(Task task) {
            return statuses.contains(task.status());
        }

        @Override
        public ScanCover scans(boolean negated) {
            return ScanCover.of(ScanAlgebra.withStatuses(requested(negated)));
        }

        @Override
        public boolean isAnsweredBy(ServiceCapabilities capabilities, boolean negated) {
            return capabilities.statuses().canFilterBy(requested(negated));
        }

        private Set<TaskStatus> requested(boolean negated) {
            return negated ? OrderedEnumSet.complement(TaskStatus.class, statuses) : statuses;
        }

        @Override
        public String toString() {
            return "status" + argumentList(statuses);
        }
    }

    record TypeIn(Set<TaskType> types) implements Condition {
        @Override
        public boolean test(Task task) {
            return types.contains(task.type());
        }

        @Override
        public ScanCover scans(boolean negated) {
            return ScanCover.of(ScanAlgebra.withTypes(requested(negated)));
        }

        @Override
        public boolean isAnsweredBy(ServiceCapabilities capabilities, boolean negated) {
            return capabilities.types().canFilterBy(requested(negated));
        }

        private Set<TaskType> requested(boolean negated) {
            return negated ? OrderedEnumSet.complement(TaskType.class, types) : types;
        }

        @Override
        public String toString() {
            return "type" + argumentList(types);
        }
    }

    record Project(long id) implements Condition {
        @Override
        public boolean test(Task task) {
            return task.projectId() == id;
        }

        @Override
        public String toString() {
            return "project(" + id + ")";
        }
    }

    enum ProgressComplete implements Condition {
        PROGRESS_COMPLETE;

        @Override
        public boolean test(Task task) {
            return task.isProgressComplete();
        }

        @Override
        public String toString() {
            return "progressComplete()";
        }
    }

    record Where(Predicate<? super Task> predicate) implements Condition {
        @Override
        public boolean test(Task task) {
            return predicate.test(task);
        }

        @Override
        public String toString() {
            return NodeText.line("where(" + predicate + ")");
        }
    }

    private static void requireNonBlank(String parameter, String value) {
        Invalid.unless(!value.isBlank(), parameter, '"' + value + '"', "a text that is not blank");
    }

    private static String argumentList(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).collect(Collectors.joining(", ", "(", ")"));
    }
}
