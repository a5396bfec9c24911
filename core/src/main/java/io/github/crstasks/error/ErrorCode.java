package io.github.crstasks.error;

/**
 * Why the service refused a request, and whether asking again can help.
 *
 * <p>The number that the service sent is kept in {@link TaskError.Rejected#rawCode()}.
 */
public enum ErrorCode {
    /** A parameter is missing or wrong. */
    INVALID_PARAMETER(false),
    /** The signature is wrong. */
    AUTHENTICATION_FAILED(false),
    /** The account may not do this, or not on this resource. */
    NOT_AUTHORIZED(false),
    /** There is no such secret id. */
    SECRET_ID_NOT_FOUND(false),
    /** The token of temporary credentials is wrong or has expired. */
    TOKEN_INVALID(false),
    /** Multi-factor authentication failed. */
    MFA_FAILED(false),
    /** Access management refused for another reason. */
    ACCESS_MANAGEMENT_FAILED(false),
    /** The timestamp is too far from the service's clock. */
    REQUEST_EXPIRED(true),
    /** Access is denied. */
    ACCESS_DENIED(false),
    /** Too many requests. */
    QUOTA_EXCEEDED(true),
    /** The nonce was used before, or the timestamp is too far from the service's clock. */
    REPLAYED(true),
    /** Plain http where https is required. */
    PROTOCOL_NOT_SUPPORTED(false),
    /** The resource does not exist. */
    RESOURCE_NOT_FOUND(false),
    /** The operation on the resource failed for now. */
    OPERATION_FAILED(true),
    /** A purchase was refused. */
    PURCHASE_FAILED(false),
    /** The account's balance is too low. */
    BALANCE_INSUFFICIENT(false),
    /** Only a part was done. */
    PARTIAL_SUCCESS(false),
    /** The account lacks a qualification. */
    NOT_QUALIFIED(false),
    /** The service failed within. */
    INTERNAL_ERROR(true),
    /** The API version is not supported, or the host is the wrong one. */
    VERSION_NOT_SUPPORTED(false),
    /** The service is closed for maintenance. */
    UNDER_MAINTENANCE(true),
    /** A code that this library does not know. */
    UNKNOWN(false);

    private final boolean retryable;

    ErrorCode(boolean retryable) {
        this.retryable = retryable;
    }

    /**
     * Whether the same question, signed afresh, can succeed.
     *
     * @return false where only a changed request or a changed account can help
     */
    public boolean retryable() {
        return retryable;
    }
}
