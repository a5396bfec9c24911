package io.github.crstasks.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import io.vavr.control.Option;

/** Gives any body to a role as a reply, and compares the result with the JSON tree of that body. */
final class RoleFuzzOracle {
    private static final int MAX_MESSAGE_LENGTH = 1_000;

    private RoleFuzzOracle() {}

    /** Checks that the result is what the object at a path of the body says, or an error in one line. */
    static void check(CredentialsSource role, byte[] body, String... pathOfPair) {
        Either<TaskError, ExpiringCredentials> result = role.fetch(
                        Option.some(FakeTransport.answering(new TransportResponse(200, TransportHeaders.none(), body))))
                .join();
        result.peek(found -> assertAgrees(found.credentials(), tree(body), pathOfPair))
                .peekLeft(RoleFuzzOracle::assertReadable);
    }

    static void assertReadable(TaskError error) {
        assertThat(error.message()).isNotBlank().hasSizeLessThan(MAX_MESSAGE_LENGTH);
        assertThat(error.message().chars().filter(Character::isISOControl)).isEmpty();
    }

    private static JsonObject tree(byte[] body) {
        return JsonParser.parseString(new String(body, UTF_8)).getAsJsonObject();
    }

    private static void assertAgrees(Credentials credentials, JsonObject tree, String... pathOfPair) {
        JsonElement pair = tree;
        for (String name : pathOfPair) {
            pair = pair.getAsJsonObject().get(name);
        }
        JsonObject fields = pair.getAsJsonObject();
        assertThat(credentials)
                .isEqualTo(Credentials.temporary(
                        fields.get("TmpSecretId").getAsString(),
                        fields.get("TmpSecretKey").getAsString(),
                        fields.get("Token").getAsString()));
    }
}
