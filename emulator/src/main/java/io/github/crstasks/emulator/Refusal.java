package io.github.crstasks.emulator;

/** The service says no: thrown where a check fails, and written into the reply. */
final class Refusal extends RuntimeException {
    private final Reason reason;

    Refusal(Reason reason, String text) {
        // The stack says nothing: a refusal is an answer, not a fault of the emulator.
        super("(" + reason.module + ")" + text, null, false, false);
        this.reason = reason;
    }

    int code() {
        return reason.code;
    }

    String codeDesc() {
        return reason.codeDesc;
    }

    /**
     * The public error codes used here (protocol notes, "Replies"), and that of the call itself (API document,
     * section 4). Of the words, only {@code InvalidParameter} and {@code AuthFailure} are documented.
     */
    enum Reason {
        MALFORMED(4000, "InvalidParameter", 100004),
        SIGNATURE(4100, "AuthFailure", 100004),
        SECRET_ID(4104, "SecretIdNotFound", 100004),
        TOKEN(4105, "TokenFailure", 100004),
        REPLAY(4500, "ReplayAttack", 100004),
        BUSINESS(11201, "InvalidParameter", 11201);

        private final int code;
        private final String codeDesc;
        private final int module;

        Reason(int code, String codeDesc, int module) {
            this.code = code;
            this.codeDesc = codeDesc;
            this.module = module;
        }
    }
}
