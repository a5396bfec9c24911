package io.github.crstasks.testkit;

/**
 * A deviation that the cases of the contract know by name.
 *
 * @param name the name of the constant
 */
record NamedDeviation(String name) implements Deviation {
    @Override
    public String toString() {
        return name;
    }
}
