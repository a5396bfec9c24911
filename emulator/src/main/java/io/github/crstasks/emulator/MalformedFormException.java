package io.github.crstasks.emulator;

/** Thrown when the form of a request cannot be decoded. */
final class MalformedFormException extends Exception {
    private final String error;

    MalformedFormException(String error) {
        super(error, null, false, false);
        this.error = error;
    }

    /** Returns why the form cannot be decoded. */
    String error() {
        return error;
    }
}
