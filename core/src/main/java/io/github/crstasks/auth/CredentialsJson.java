package io.github.crstasks.auth;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The texts and numbers of a JSON object by their paths, for example {@code Response.Credentials.Token}. */
final class CredentialsJson {
    /** Objects within objects: no reply of the services has more. */
    private static final int MAX_DEPTH = 4;

    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final Map<String, String> fields = new HashMap<>();

    private CredentialsJson() {}

    /** Reads a JSON object in UTF-8; empty if it is none. Its error would quote a secret, so there is none. */
    static Option<CredentialsJson> parse(ByteBuffer content) {
        CredentialsJson object = new CredentialsJson();
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(content).toString();
            // Not lenient by default; see the reader of the service's replies.
            JsonReader json = new JsonReader(new StringReader(text));
            object.read(json, "", 1);
            return Option.when(json.peek() == JsonToken.END_DOCUMENT, object);
        } catch (IOException | IllegalStateException | NumberFormatException notJson) {
            return Option.none();
        }
    }

    private void read(JsonReader json, String prefix, int depth) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String path = prefix + json.nextName();
            switch (json.peek()) {
                case STRING, NUMBER -> fields.put(path, json.nextString());
                case BEGIN_OBJECT -> {
                    if (depth < MAX_DEPTH) {
                        read(json, path + ".", depth + 1);
                    } else {
                        json.skipValue();
                    }
                }
                default -> json.skipValue();
            }
        }
        json.endObject();
    }

    /** Returns a text or number; empty if it is absent, null, blank or of another type. */
    Option<String> text(String path) {
        return Option.of(fields.get(path)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Returns a moment in seconds since 1970; empty if it is absent or no whole number up to the year 9999. */
    Option<Instant> moment(String path) {
        return text(path).flatMap(text -> {
            try {
                double seconds = Double.parseDouble(text);
                boolean isWhole = seconds == Math.rint(seconds) && seconds >= 1 && seconds <= LAST_SECOND;
                return Option.when(isWhole, () -> Instant.ofEpochSecond((long) seconds));
            } catch (NumberFormatException notANumber) {
                return Option.none();
            }
        });
    }
}
