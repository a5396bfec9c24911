package io.github.crstasks.query;

import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The shapes a query can have. Each prints as the code that makes it. */
sealed interface Term extends TaskQuery {
    /** The smallest scan that holds every task of this term; none if the term holds no task. */
    Option<TaskScan> scan();

    /** Whether a service that can filter by this much answers this term with exactly its tasks. */
    boolean answeredBy(Pushdown pushdown);

    /** The terms that must all hold. */
    default Vector<Term> conjuncts() {
        return Vector.of(this);
    }

    enum All implements Term {
        INSTANCE;

        @Override
        public boolean test(Task task) {
            return true;
        }

        @Override
        public Option<TaskScan> scan() {
            return Option.some(TaskScan.everything());
        }

        @Override
        public boolean answeredBy(Pushdown pushdown) {
            return true;
        }

        @Override
        public Vector<Term> conjuncts() {
            return Vector.empty();
        }

        @Override
        public String toString() {
            return "all()";
        }
    }

    record InstanceId(String id) implements Term {
        @Override
        public boolean test(Task task) {
            return task.instanceId().equals(id);
        }

        @Override
        public Option<TaskScan> scan() {
            return Option.some(TaskScan.everything().withInstanceId(id));
        }

        @Override
        public boolean answeredBy(Pushdown pushdown) {
            return pushdown.instanceId();
        }

        @Override
        public String toString() {
            return "instanceId(\"" + id + "\")";
        }
    }

    record InstanceName(String name) implements Term {
        @Override
        public boolean test(Task task) {
            return task.instanceName().equals(name);
        }

        @Override
        public Option<TaskScan> scan() {
            return Option.some(TaskScan.everything().withInstanceName(name));
        }

        /** Never: whether the service matches names exactly is stated nowhere, so each row is checked. */
        @Override
        public boolean answeredBy(Pushdown pushdown) {
            return false;
        }

        @Override
        public String toString() {
            return "instanceName(\"" + name + "\")";
        }
    }

    record Submitted(Option<Instant> from, Option<Instant> to) implements Term {
        static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
        static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

        @Override
        public boolean test(Task task) {
            Instant at = task.submittedAt();
            return !from.exists(at::isBefore) && !to.exists(at::isAfter);
        }

        @Override
        public Option<TaskScan> scan() {
            return TaskScan.everything().within(from, to);
        }

        @Override
        public boolean answeredBy(Pushdown pushdown) {
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

    record StatusIn(Set<TaskStatus> statuses) implements Term {
        @Override
        public boolean test(Task task) {
            return statuses.contains(task.status());
        }

        @Override
        public Option<TaskScan> scan() {
            return TaskScan.everything().withStatuses(statuses);
        }

        @Override
        public boolean answeredBy(Pushdown pushdown) {
            return pushdown.statuses().containsAll(statuses);
        }

        @Override
        public String toString() {
            return "status" + argumentList(statuses);
        }
    }

    record TypeIn(Set<TaskType> types) implements Term {
        @Override
        public boolean test(Task task) {
            return types.contains(task.type());
        }

        @Override
        public Option<TaskScan> scan() {
            return TaskScan.everything().withTypes(types);
        }

        @Override
        public boolean answeredBy(Pushdown pushdown) {
            return pushdown.types().containsAll(types);
        }

        @Override
        public String toString() {
            return "type" + argumentList(types);
        }
    }

    record Where(Predicate<? super Task> predicate) implements Term {
        @Override
        public boolean test(Task task) {
            return predicate.test(task);
        }

        @Override
        public Option<TaskScan> scan() {
            return Option.some(TaskScan.everything());
        }

        @Override
        public boolean answeredBy(Pushdown pushdown) {
            return false;
        }

        @Override
        public String toString() {
            return "where(" + predicate + ")";
        }
    }

    record And(Vector<Term> conjuncts) implements Term {
        static Term of(Term first, Term second) {
            Vector<Term> terms = first.conjuncts().appendAll(second.conjuncts());
            return switch (terms.size()) {
                case 0 -> All.INSTANCE;
                case 1 -> terms.head();
                default -> new And(terms);
            };
        }

        @Override
        public boolean test(Task task) {
            return conjuncts.forAll(term -> term.test(task));
        }

        @Override
        public Option<TaskScan> scan() {
            Option<TaskScan> everything = Option.some(TaskScan.everything());
            return conjuncts.foldLeft(
                    everything, (scan, term) -> scan.flatMap(box -> term.scan().flatMap(box::intersection)));
        }

        @Override
        public boolean answeredBy(Pushdown pushdown) {
            return conjuncts.forAll(term -> term.answeredBy(pushdown));
        }

        @Override
        public String toString() {
            return conjuncts.head()
                    + conjuncts.tail().map(term -> ".and(" + term + ")").mkString();
        }
    }

    private static String argumentList(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).collect(Collectors.joining(", ", "(", ")"));
    }
}
