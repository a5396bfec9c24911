package io.github.crstasks.error;

/**
 * The reason for which the service refused a request, and whether a retry can help.
 *
 * <p>{@link TaskError.Rejected#rawCode()} keeps the code that the service sent.
 */
public enum ErrorCode {
    /** A parameter is missing or wrong. */
    INVALID_PARAMETER(Retry.NEVER),
    /** The signature is wrong. */
    AUTHENTICATION_FAILED(Retry.NEVER),
    /** The account is not authorised for the action or the resource. */
    NOT_AUTHORIZED(Retry.NEVER),
    /** The secret id does not exist. */
    SECRET_ID_NOT_FOUND(Retry.NEVER),
    /** The token of temporary credentials is wrong or has expired. */
    TOKEN_INVALID(Retry.NEVER),
    /** Multi-factor authentication failed. */
    MFA_FAILED(Retry.NEVER),
    /** Access management refused the request for another reason. */
    ACCESS_MANAGEMENT_FAILED(Retry.NEVER),
    /** The timestamp is too far from the service's clock. */
    REQUEST_EXPIRED(Retry.ONCE),
    /** Access is denied. */
    ACCESS_DENIED(Retry.NEVER),
    /** Too many requests. */
    QUOTA_EXCEEDED(Retry.LATER),
    /** The nonce was used before, or the timestamp is too far from the service's clock. */
    REPLAYED(Retry.ONCE),
    /** Plain http where https is required. */
    PROTOCOL_NOT_SUPPORTED(Retry.NEVER),
    /** The resource does not exist. */
    RESOURCE_NOT_FOUND(Retry.NEVER),
    /** The operation on the resource failed for now. */
    OPERATION_FAILED(Retry.LATER),
    /** The operation is not possible in the current state. */
    OPERATION_NOT_POSSIBLE(Retry.NEVER),
    /** A limit of the account, or of the size of a request or a reply, is exceeded. */
    LIMIT_EXCEEDED(Retry.NEVER),
    /** A purchase was refused. */
    PURCHASE_FAILED(Retry.NEVER),
    /** The account's balance is too low. */
    BALANCE_INSUFFICIENT(Retry.NEVER),
    /** The operation succeeded in part. */
    PARTIAL_SUCCESS(Retry.NEVER),
    /** The account lacks a qualification. */
    NOT_QUALIFIED(Retry.NEVER),
    /** The service had an internal error. */
    INTERNAL_ERROR(Retry.LATER),
    /** The API version or the action does not exist, or the host is wrong. */
    VERSION_NOT_SUPPORTED(Retry.NEVER),
    /** The service is temporarily closed, for example for maintenance. */
    UNDER_MAINTENANCE(Retry.LATER),
    /** A code that this library does not know. */
    UNKNOWN(Retry.NEVER);

    private enum Retry {
        NEVER,
        ONCE,
        LATER
    }

    private final Retry retry;

    ErrorCode(Retry retry) {
        this.retry = retry;
    }

    /**
     * Returns whether the same request, signed afresh, can succeed.
     *
     * @return false if only a changed request or account can help
     */
    public boolean retryable() {
        return retry != Retry.NEVER;
    }

    /**
     * Returns whether the service refused the time of the signature. One more attempt, signed with a corrected clock, can
     * then succeed; further attempts cannot.
     *
     * @return true for {@link #REQUEST_EXPIRED} and {@link #REPLAYED}
     */
    public boolean isClockError() {
        return retry == Retry.ONCE;
    }
}
