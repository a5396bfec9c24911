package io.github.crstasks.emulator;

import java.util.Map;
import java.util.Optional;

/**
 * A request that the emulator received, valid or not.
 *
 * @param ordinal the number of the request among all requests since the start or the last reset, from 1
 * @param method the HTTP method
 * @param path the path, such as {@code /v2/index.php}
 * @param parameters the decoded parameters; empty if they cannot be decoded. For API 3.0, these are the fields of the
 *     body, the elements of an array being named {@code Result.0} and so on, and the headers {@code Authorization} and
 *     {@code X-TC-...}
 */
public record ReceivedRequest(long ordinal, String method, String path, Map<String, String> parameters) {

    /**
     * Creates a request with a copy of the parameters.
     *
     * @param ordinal the number of the request, from 1
     * @param method the HTTP method
     * @param path the path
     * @param parameters the decoded parameters
     */
    public ReceivedRequest {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Returns the value of a parameter.
     *
     * @param name the name, such as {@code Nonce} or {@code taskStatus.0}
     * @return the decoded value, or empty if the request has no such parameter
     */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /**
     * Returns the nonce.
     *
     * @return the parameter {@code Nonce}, or empty if the request has none; requests of API 3.0 never have one
     */
    public Optional<String> nonce() {
        return parameter("Nonce");
    }
}
