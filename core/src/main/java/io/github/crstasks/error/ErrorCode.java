package io.github.crstasks.error;

/**
 * Why the service refused a request, and whether asking again can help.
 *
 * <p>The code that the service sent is kept in {@link TaskError.Rejected#rawCode()}.
 */
public enum ErrorCode {
    /** A parameter is missing or wrong. */
    INVALID_PARAMETER(Again.NEVER),
    /** The signature is wrong. */
    AUTHENTICATION_FAILED(Again.NEVER),
    /** The account may not do this, or not on this resource. */
    NOT_AUTHORIZED(Again.NEVER),
    /** There is no such secret id. */
    SECRET_ID_NOT_FOUND(Again.NEVER),
    /** The token of temporary credentials is wrong or has expired. */
    TOKEN_INVALID(Again.NEVER),
    /** Multi-factor authentication failed. */
    MFA_FAILED(Again.NEVER),
    /** Access management refused for another reason. */
    ACCESS_MANAGEMENT_FAILED(Again.NEVER),
    /** The timestamp is too far from the service's clock. */
    REQUEST_EXPIRED(Again.ONCE),
    /** Access is denied. */
    ACCESS_DENIED(Again.NEVER),
    /** Too many requests. */
    QUOTA_EXCEEDED(Again.LATER),
    /** The nonce was used before, or the timestamp is too far from the service's clock. */
    REPLAYED(Again.ONCE),
    /** Plain http where https is required. */
    PROTOCOL_NOT_SUPPORTED(Again.NEVER),
    /** The resource does not exist. */
    RESOURCE_NOT_FOUND(Again.NEVER),
    /** The operation on the resource failed for now. */
    OPERATION_FAILED(Again.LATER),
    /** The operation cannot be done as things are. */
    OPERATION_NOT_POSSIBLE(Again.NEVER),
    /** A limit of the account, or of the size of a request or a reply, is exceeded. */
    LIMIT_EXCEEDED(Again.NEVER),
    /** A purchase was refused. */
    PURCHASE_FAILED(Again.NEVER),
    /** The account's balance is too low. */
    BALANCE_INSUFFICIENT(Again.NEVER),
    /** Only a part was done. */
    PARTIAL_SUCCESS(Again.NEVER),
    /** The account lacks a qualification. */
    NOT_QUALIFIED(Again.NEVER),
    /** The service failed within. */
    INTERNAL_ERROR(Again.LATER),
    /** The API version or the action is not there, or the host is the wrong one. */
    VERSION_NOT_SUPPORTED(Again.NEVER),
    /** The service is closed for now, as for maintenance. */
    UNDER_MAINTENANCE(Again.LATER),
    /** A code that this library does not know. */
    UNKNOWN(Again.NEVER);

    private enum Again {
        NEVER,
        ONCE,
        LATER
    }

    private final Again again;

    ErrorCode(Again again) {
        this.again = again;
    }

    /**
     * Whether the same question, signed afresh, can succeed.
     *
     * @return false where only a changed request or a changed account can help
     */
    public boolean retryable() {
        return again != Again.NEVER;
    }

    /**
     * Whether it is the time of the signature that the service refused: then one more attempt, signed afresh by a clock
     * that is set right, can succeed, and further ones cannot.
     *
     * @return true for {@link #REQUEST_EXPIRED} and {@link #REPLAYED}
     */
    public boolean concernsTheClock() {
        return again == Again.ONCE;
    }
}
