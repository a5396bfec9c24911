package io.github.crstasks.query;

import io.github.crstasks.query.Leaf.Constant;
import io.github.crstasks.task.Task;
import io.vavr.collection.Vector;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Terms made of terms. Each prints as the code that makes it. */
sealed interface Composite extends Term {
    record And(Vector<Term> conjuncts) implements Composite {
        static Term of(Term one, Term other) {
            if (one == Constant.NONE || other == Constant.ALL) {
                return one;
            }
            if (one == Constant.ALL || other == Constant.NONE) {
                return other;
            }
            return new And(one.conjuncts().appendAll(other.conjuncts()));
        }

        static Term of(Vector<Term> conjuncts) {
            return conjuncts.foldLeft((Term) Constant.ALL, And::of);
        }

        @Override
        public boolean test(Task task) {
            for (Term term : conjuncts) {
                if (!term.test(task)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Cover cover(boolean wanted) {
            return wanted ? Cover.ofAll(conjuncts, true) : Cover.ofAny(conjuncts, false);
        }

        @Override
        public boolean answeredBy(Pushdown pushdown, boolean wanted) {
            return conjuncts.forAll(term -> term.answeredBy(pushdown, wanted));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof And and && equal(conjuncts, and.conjuncts);
        }

        @Override
        public int hashCode() {
            return hash(conjuncts);
        }

        @Override
        public String toString() {
            return chain(conjuncts, ".and(");
        }
    }

    record Or(Vector<Term> disjuncts) implements Composite {
        static Term of(Term one, Term other) {
            if (one == Constant.ALL || other == Constant.NONE) {
                return one;
            }
            if (one == Constant.NONE || other == Constant.ALL) {
                return other;
            }
            return new Or(one.disjuncts().appendAll(other.disjuncts()));
        }

        @Override
        public boolean test(Task task) {
            for (Term term : disjuncts) {
                if (term.test(task)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Cover cover(boolean wanted) {
            return wanted ? Cover.ofAny(disjuncts, true) : Cover.ofAll(disjuncts, false);
        }

        @Override
        public boolean answeredBy(Pushdown pushdown, boolean wanted) {
            return disjuncts.forAll(term -> term.answeredBy(pushdown, wanted));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Or or && equal(disjuncts, or.disjuncts);
        }

        @Override
        public int hashCode() {
            return ~hash(disjuncts);
        }

        @Override
        public String toString() {
            return chain(disjuncts, ".or(");
        }
    }

    record Not(Term term) implements Composite {
        static Term of(Term term) {
            if (term instanceof Not not) {
                return not.term;
            }
            if (term instanceof Constant constant) {
                return constant == Constant.ALL ? Constant.NONE : Constant.ALL;
            }
            return new Not(term);
        }

        @Override
        public boolean test(Task task) {
            return !term.test(task);
        }

        @Override
        public Cover cover(boolean wanted) {
            return term.cover(!wanted);
        }

        @Override
        public boolean answeredBy(Pushdown pushdown, boolean wanted) {
            return term.answeredBy(pushdown, !wanted);
        }

        @Override
        public String toString() {
            return term + ".negate()";
        }
    }

    // Plain loops, since a query may be nested so deep that the frames of a collection library would overflow the
    // stack.

    private static boolean equal(Vector<Term> some, Vector<Term> others) {
        if (some.size() != others.size()) {
            return false;
        }
        Iterator<Term> other = others.iterator();
        for (Term term : some) {
            if (!term.equals(other.next())) {
                return false;
            }
        }
        return true;
    }

    private static int hash(Vector<Term> terms) {
        int hash = 1;
        for (Term term : terms) {
            hash = 31 * hash + term.hashCode();
        }
        return hash;
    }

    private static String chain(Vector<Term> terms, String combinator) {
        StringBuilder chain = new StringBuilder();
        for (Term term : terms) {
            chain.append(chain.isEmpty() ? term.toString() : combinator + term + ")");
        }
        return chain.toString();
    }
}
