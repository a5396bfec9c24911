package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * An emulator of the two services from which a program gets the temporary credentials of a role, over plain HTTP on a loopback
 * port: the metadata service of a virtual machine, and the action {@code AssumeRoleWithWebIdentity} of STS.
 *
 * <p>It issues the credentials that it was given, which a {@link CrsEmulator} can be told to accept. Their lifetime begins at
 * each request. Sources: CVM documents, "Managing roles"; STS documents, {@code AssumeRoleWithWebIdentity}.
 *
 * <p>A client addresses the services by their names, so that a test sends the requests to {@link #endpoint()} in their place.
 *
 * <p>Safe for use by several threads.
 */
public final class RoleEmulator implements AutoCloseable {
    private static final String METADATA_PATH = "/latest/meta-data/cam/security-credentials/";
    private static final String STS_PATH = "/";
    private static final Set<String> STS_INPUT =
            Set.of("ProviderId", "WebIdentityToken", "RoleArn", "RoleSessionName", "DurationSeconds");

    private final String roleName;
    private final Optional<String> webIdentityToken;
    private final InstantSource clock;
    private volatile Issued issued;
    private volatile Optional<Supplier<Optional<RawReply>>> replacement = Optional.empty();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;

    private RoleEmulator(Builder builder) {
        roleName = builder.roleName;
        webIdentityToken = builder.webIdentityToken;
        clock = builder.clock;
        issued = builder.issued;
        server = new LoopbackServer(0, this::handle);
    }

    /** The credentials to issue, and for how long. */
    private record Issued(String secretId, String secretKey, String token, Duration lifetime) {
        @Override
        public String toString() {
            return "Issued[" + secretId + "]";
        }
    }

    /**
     * Starts an emulator with default settings.
     *
     * @return the running emulator
     */
    public static RoleEmulator start() {
        return builder().start();
    }

    /**
     * Returns a builder with default settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the address of both services.
     *
     * @return a URI without a path, such as {@code http://127.0.0.1:41217}
     */
    public URI endpoint() {
        return URI.create("http://" + server.host() + ":" + server.port());
    }

    /**
     * Changes what is issued from now on.
     *
     * @param secretId the secret id
     * @param secretKey the secret key
     * @param token the token
     * @param lifetime how long the credentials are valid after each request
     */
    public void issue(String secretId, String secretKey, String token, Duration lifetime) {
        issued = new Issued(secretId, secretKey, token, lifetime);
    }

    /**
     * Answers all requests with the same response from now on.
     *
     * @param status the HTTP status
     * @param body the body
     */
    public void answer(int status, String body) {
        RawReply reply = RawReply.text(status, body);
        replacement = Optional.of(() -> Optional.of(reply));
    }

    /** Closes the connection of all requests from now on, without a response. */
    public void drop() {
        replacement = Optional.of(Optional::empty);
    }

    /** Ends {@link #answer} and {@link #drop}. */
    public void recover() {
        replacement = Optional.empty();
    }

    /**
     * Returns the requests so far.
     *
     * @return method and path of each, for example {@code POST /}
     */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Closes all connections and stops all threads, waiting up to 5 seconds. */
    @Override
    public void close() {
        server.close();
    }

    private Optional<RawReply> handle(RawRequest request) {
        requests.add(request.method() + " " + request.path());
        return replacement.map(Supplier::get).orElseGet(() -> Optional.of(reply(request)));
    }

    private RawReply reply(RawRequest request) {
        if (request.path().startsWith(METADATA_PATH)) {
            return metadata(request, request.path().substring(METADATA_PATH.length()));
        }
        return request.path().equals(STS_PATH) && request.method().equals("POST")
                ? RawReply.json(sts(request))
                : RawReply.text(404, "not found");
    }

    private RawReply metadata(RawRequest request, String name) {
        if (!request.method().equals("GET")) {
            return RawReply.text(405, "the supported method is GET");
        }
        if (name.isEmpty()) {
            return RawReply.text(200, roleName);
        }
        if (!name.equals(roleName)) {
            return RawReply.text(404, "<html>404 Not Found</html>");
        }
        Issued current = issued;
        Instant end = clock.instant().plus(current.lifetime());
        return RawReply.json(JsonObjectText.of(json -> {
            json.name("TmpSecretId").value(current.secretId());
            json.name("TmpSecretKey").value(current.secretKey());
            json.name("ExpiredTime").value(end.getEpochSecond());
            json.name("Expiration")
                    .value(Instant.ofEpochSecond(end.getEpochSecond()).toString());
            json.name("Token").value(current.token());
            json.name("Code").value("Success");
        }));
    }

    private String sts(RawRequest request) {
        Map<String, String> required = Map.of(
                "Authorization", "SKIP", "X-TC-Action", "AssumeRoleWithWebIdentity", "X-TC-Version", "2018-08-13");
        for (Map.Entry<String, String> header : new TreeMap<>(required).entrySet()) {
            if (!request.header(header.getKey()).equals(Optional.of(header.getValue()))) {
                return error("InvalidParameter", header.getKey() + " must be " + header.getValue());
            }
        }
        if (request.header("X-TC-Timestamp").isEmpty()
                || request.header("X-TC-Region").isEmpty()) {
            return error("MissingParameter", "X-TC-Timestamp and X-TC-Region are required");
        }
        Optional<JsonObject> input = input(request);
        if (input.isEmpty()) {
            return error("InvalidRequest", "the body must be a JSON object");
        }
        Set<String> unknown = new TreeSet<>(input.get().keySet());
        unknown.removeAll(STS_INPUT);
        if (!unknown.isEmpty()) {
            return error("UnknownParameter", "unknown: " + unknown);
        }
        if (!input.get().has("RoleArn") || !input.get().has("RoleSessionName")) {
            return error("MissingParameter", "RoleArn and RoleSessionName are required");
        }
        Optional<String> token =
                Optional.ofNullable(input.get().get("WebIdentityToken")).map(JsonElement::getAsString);
        if (token.isEmpty() || !webIdentityToken.map(token.get()::equals).orElse(true)) {
            // The real service may quote what it was sent; a client must not show it.
            return error("InvalidParameter.WebIdentityTokenError", "the token is invalid: " + token.orElse(""));
        }
        return credentials();
    }

    private static Optional<JsonObject> input(RawRequest request) {
        try {
            JsonElement input = JsonParser.parseString(new String(request.body(), UTF_8));
            return input.isJsonObject() ? Optional.of(input.getAsJsonObject()) : Optional.empty();
        } catch (JsonParseException notJson) {
            return Optional.empty();
        }
    }

    private String credentials() {
        Issued current = issued;
        Instant end = clock.instant().plus(current.lifetime());
        return response(json -> {
            json.name("Credentials").beginObject();
            json.name("Token").value(current.token());
            json.name("TmpSecretId").value(current.secretId());
            json.name("TmpSecretKey").value(current.secretKey());
            json.endObject();
            json.name("ExpiredTime").value(end.getEpochSecond());
            json.name("Expiration")
                    .value(Instant.ofEpochSecond(end.getEpochSecond()).toString());
        });
    }

    private static String error(String code, String message) {
        return response(json -> {
            json.name("Error").beginObject();
            json.name("Code").value(code);
            json.name("Message").value(message);
            json.endObject();
        });
    }

    private static String response(JsonObjectText.Members members) {
        return JsonObjectText.of(json -> {
            json.name("Response").beginObject();
            members.write(json);
            json.name("RequestId").value(UUID.randomUUID().toString());
            json.endObject();
        });
    }

    /** Builds an emulator; not safe for use by several threads. */
    public static final class Builder {
        private String roleName = "EmulatorRole";
        private Optional<String> webIdentityToken = Optional.empty();
        private InstantSource clock = InstantSource.system();
        private Issued issued =
                new Issued("EMULATOR-ROLE-ID", "EMULATOR-ROLE-KEY", "EMULATOR-ROLE-TOKEN", Duration.ofHours(2));

        private Builder() {}

        /**
         * Sets the name of the role of the machine. Defaults to {@code EmulatorRole}.
         *
         * @param roleName the name
         * @return this builder
         */
        public Builder roleName(String roleName) {
            this.roleName = roleName;
            return this;
        }

        /**
         * Sets the only accepted web identity token. Every token is accepted by default.
         *
         * @param token the token
         * @return this builder
         */
        public Builder webIdentityToken(String token) {
            webIdentityToken = Optional.of(token);
            return this;
        }

        /**
         * Sets the clock from which lifetimes are counted. Defaults to the system clock.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Sets what is issued. Defaults to example credentials of 2 hours.
         *
         * @param secretId the secret id
         * @param secretKey the secret key
         * @param token the token
         * @param lifetime how long the credentials are valid after each request
         * @return this builder
         */
        public Builder issue(String secretId, String secretKey, String token, Duration lifetime) {
            issued = new Issued(secretId, secretKey, token, lifetime);
            return this;
        }

        /**
         * Starts the emulator.
         *
         * @return the running emulator
         */
        public RoleEmulator start() {
            return new RoleEmulator(this);
        }
    }
}
