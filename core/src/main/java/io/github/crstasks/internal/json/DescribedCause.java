package io.github.crstasks.internal.json;

/**
 * Stands for a cause of which only its text is known. It has no stack trace, and its text is that of the cause.
 *
 * <p>Equal to another one with the same text, so that equal JSON gives equal errors.
 */
final class DescribedCause extends Exception {
    private static final long serialVersionUID = 1;

    private final String text;

    DescribedCause(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    /** Returns the text of an exception, even if its own methods throw. */
    static String textOf(Throwable cause) {
        try {
            String text = cause.toString();
            return text == null ? cause.getClass().getName() : text;
        } catch (Throwable thrownByDescription) {
            return cause.getClass().getName();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DescribedCause cause && text.equals(cause.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // The text already begins with the class name of the cause.
    public String toString() {
        return text;
    }
}
