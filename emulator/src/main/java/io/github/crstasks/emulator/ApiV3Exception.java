package io.github.crstasks.emulator;

/** Thrown when a request of API 3.0 is rejected; the endpoint turns it into an error reply with one of these codes. */
final class ApiV3Exception extends RuntimeException {
    static final String INVALID_REQUEST = "InvalidRequest";
    static final String INVALID_ACTION = "InvalidAction";
    static final String NO_SUCH_VERSION = "NoSuchVersion";
    static final String MISSING_PARAMETER = "MissingParameter";
    static final String INVALID_PARAMETER = "InvalidParameter";
    static final String INVALID_PARAMETER_VALUE = "InvalidParameterValue";
    static final String UNKNOWN_PARAMETER = "UnknownParameter";
    static final String UNSUPPORTED_REGION = "UnsupportedRegion";
    static final String RESOURCE_NOT_FOUND = "ResourceNotFound";
    static final String INVALID_AUTHORIZATION = "AuthFailure.InvalidAuthorization";
    static final String SECRET_ID_NOT_FOUND = "AuthFailure.SecretIdNotFound";
    static final String SIGNATURE_EXPIRE = "AuthFailure.SignatureExpire";
    static final String SIGNATURE_FAILURE = "AuthFailure.SignatureFailure";
    static final String TOKEN_FAILURE = "AuthFailure.TokenFailure";

    private final String code;

    ApiV3Exception(String code, String message) {
        // No stack trace: a rejection is a regular reply, not a failure of the emulator.
        super(message, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }
}
