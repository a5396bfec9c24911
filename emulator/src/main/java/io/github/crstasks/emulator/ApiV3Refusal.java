package io.github.crstasks.emulator;

/** API 3.0 says no, with one of its common error codes: thrown where a check fails, and written into the reply. */
final class ApiV3Refusal extends RuntimeException {
    static final String INVALID_REQUEST = "InvalidRequest";
    static final String INVALID_ACTION = "InvalidAction";
    static final String NO_SUCH_VERSION = "NoSuchVersion";
    static final String MISSING_PARAMETER = "MissingParameter";
    static final String INVALID_PARAMETER = "InvalidParameter";
    static final String INVALID_PARAMETER_VALUE = "InvalidParameterValue";
    static final String UNKNOWN_PARAMETER = "UnknownParameter";
    static final String UNSUPPORTED_OPERATION = "UnsupportedOperation";
    static final String INVALID_AUTHORIZATION = "AuthFailure.InvalidAuthorization";
    static final String SECRET_ID_NOT_FOUND = "AuthFailure.SecretIdNotFound";
    static final String SIGNATURE_EXPIRE = "AuthFailure.SignatureExpire";
    static final String SIGNATURE_FAILURE = "AuthFailure.SignatureFailure";
    static final String TOKEN_FAILURE = "AuthFailure.TokenFailure";

    private final String code;

    ApiV3Refusal(String code, String text) {
        // The stack says nothing: a refusal is an answer, not a fault of the emulator.
        super(text, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }
}
