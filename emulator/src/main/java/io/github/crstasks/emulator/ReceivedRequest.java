package io.github.crstasks.emulator;

import java.util.Map;
import java.util.Optional;

/**
 * A request as it arrived, valid or not.
 *
 * @param ordinal its number among all requests since the start or the last reset, from 1
 * @param method the HTTP method
 * @param path the path, such as {@code /v2/index.php}
 * @param parameters the decoded parameters; empty if they could not be decoded
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
     * @return the parameter {@code Nonce} as it was sent, if it was sent
     */
    public Optional<String> nonce() {
        return parameter("Nonce");
    }
}
