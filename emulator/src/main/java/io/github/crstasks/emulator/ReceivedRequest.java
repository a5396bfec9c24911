package io.github.crstasks.emulator;

import java.util.Map;
import java.util.Optional;

/**
 * A request as it arrived, valid or not.
 *
 * @param ordinal its number among all requests since the start or the last reset, from 1
 * @param method the HTTP method
 * @param path the path, such as {@code /v2/index.php}
 * @param parameters the decoded parameters; empty if they could not be decoded. Of API 3.0 the fields of the body, those of
 *     an array as {@code Result.0} and so on, and the headers {@code Authorization} and {@code X-TC-...}
 */
public record ReceivedRequest(long ordinal, String method, String path, Map<String, String> parameters) {

    /**
     * Keeps a copy of the parameters.
     *
     * @param ordinal its number
     * @param method the HTTP method
     * @param path the path
     * @param parameters the decoded parameters
     */
    public ReceivedRequest {
        parameters = Map.copyOf(parameters);
    }

    /**
     * One parameter.
     *
     * @param name the name, such as {@code Nonce} or {@code taskStatus.0}
     * @return its decoded value, if it was sent
     */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /**
     * The nonce.
     *
     * @return the parameter {@code Nonce} as it was sent, if it was sent; API 3.0 has none
     */
    public Optional<String> nonce() {
        return parameter("Nonce");
    }
}
