package io.github.crstasks.error;

/** Suggests what a person can do about a refused request. */
final class Remedy {
    private static final String UNSUPPORTED_REGION = "UnsupportedRegion";

    private Remedy() {}

    /**
     * Returns a clause for the end of a message; empty if nothing is known to help.
     *
     * @param rawCode the code as the service sent it, which can be more precise
     */
    static String of(ErrorCode code, String rawCode) {
        if (rawCode.equals(UNSUPPORTED_REGION) || rawCode.startsWith(UNSUPPORTED_REGION + ".")) {
            return "; check region(...), and that the host serves it: ApiV3.create().host(REGIONAL) or endpoint(...) selects"
                    + " the host of the region, for example redis.ap-shanghai-fsi.tencentcloudapi.com";
        }
        return switch (code) {
            case INVALID_PARAMETER -> "; check the region, the values in the query, or the task id";
            case AUTHENTICATION_FAILED -> "; check that secret id and secret key belong together";
            case SECRET_ID_NOT_FOUND -> "; check the secret id, and that its key pair was not deleted or disabled";
            case TOKEN_INVALID -> "; get new temporary credentials, with all three parts";
            case NOT_AUTHORIZED, ACCESS_MANAGEMENT_FAILED, ACCESS_DENIED ->
                "; allow this account to read Redis tasks in access management";
            case MFA_FAILED -> "; check the multi-factor authentication of the account";
            case REQUEST_EXPIRED, REPLAYED -> "; check this machine's clock";
            case QUOTA_EXCEEDED -> "; send fewer calls, for example with rateLimiter(...) or detailsRateLimiter(...)";
            case PROTOCOL_NOT_SUPPORTED -> "; use an https endpoint";
            case VERSION_NOT_SUPPORTED -> "; check the endpoint, and that protocol(...) is the version of its API";
            case RESOURCE_NOT_FOUND -> "; check the region, and the ids in the query or of the task";
            case OPERATION_FAILED, INTERNAL_ERROR, UNDER_MAINTENANCE -> "; try again later";
            default -> "";
        };
    }
}
