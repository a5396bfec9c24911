package io.github.crstasks.testkit;

/**
 * A case of the contract that a transport fails.
 *
 * @param name the name of the case's method
 * @param reason what the HTTP stack does instead
 */
record FailingCase(String name, String reason) implements Deviation {
    @Override
    public String toString() {
        return "failsCase(\"" + name + "\", \"" + reason + "\")";
    }
}
