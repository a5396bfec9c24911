package io.github.crstasks.emulator;

/** Thrown when a request of API 2.0 is rejected; the endpoint turns it into an error reply. */
final class ApiV2Exception extends RuntimeException {
    private final Reason reason;

    ApiV2Exception(Reason reason, String message) {
        // No stack trace: a rejection is a regular reply, not a failure of the emulator.
        super("(" + reason.module + ")" + message, null, false, false);
        this.reason = reason;
    }

    int code() {
        return reason.code;
    }

    String codeDesc() {
        return reason.codeDesc;
    }

    /**
     * The error codes in use: public ones (docs/api/get-redis-task-list.md, section 6) and 11201, the one code of
     * GetRedisTaskList itself. Of the values of {@code codeDesc}, only {@code InvalidParameter} and {@code AuthFailure} are
     * documented.
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
