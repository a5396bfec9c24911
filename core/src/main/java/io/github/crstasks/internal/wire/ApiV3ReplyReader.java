package io.github.crstasks.internal.wire;

import com.google.gson.stream.JsonReader;
import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what all replies of API 3.0 have in common: the object {@code Response}, with a result or an error.
 *
 * @param <R> the type of the reply
 */
abstract class ApiV3ReplyReader<R> extends ReplyReader<R> {
    private boolean isOfApi2;
    private boolean hasResponse;
    private boolean isError;
    private @Nullable String code;
    private @Nullable String message;
    private Option<String> requestId = Option.none();

    ApiV3ReplyReader(JsonReader json, Scope scope, WireTimestamp timestamps) {
        super(json, scope, timestamps);
    }

    /**
     * Reads or skips the value of one field of the response.
     *
     * @param field its name; empty if the value is null
     */
    abstract void readField(String field) throws IOException;

    /** Returns what the fields of the response contained. */
    abstract R result(Option<String> requestId) throws Fault;

    @Override
    void read() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            switch (fieldWithValue()) {
                case "Response" -> {
                    hasResponse = true;
                    readResponse();
                }
                case "code" -> {
                    isOfApi2 = true;
                    json.skipValue();
                }
                default -> json.skipValue();
            }
        }
        json.endObject();
    }

    private void readResponse() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            String field = fieldWithValue();
            switch (field) {
                case "RequestId" -> requestId = Option.of(textIfAny());
                case "Error" -> readError();
                default -> {
                    if (scope == Scope.REFUSAL) {
                        json.skipValue();
                    } else {
                        readField(field);
                    }
                }
            }
        }
        json.endObject();
    }

    private void readError() throws IOException {
        isError = true;
        json.beginObject();
        while (json.hasNext()) {
            switch (fieldWithValue()) {
                case "Code" -> code = json.nextString();
                case "Message" -> message = textIfAny();
                default -> json.skipValue();
            }
        }
        json.endObject();
    }

    @Override
    Option<String> requestId() {
        return requestId;
    }

    @Override
    Either<TaskError, R> outcome() throws Fault {
        if (!hasResponse && isOfApi2) {
            throw NonServiceResponse.ofOtherApi("$.Response", "API 2.0", "API 3.0", "ApiV2");
        }
        if (!hasResponse) {
            throw new Fault("$.Response", "missing");
        }
        if (isError) {
            String rawCode = required("$.Response.Error.Code", code);
            return Either.left(new TaskError.Rejected(
                    ApiV3Names.errorCode(rawCode),
                    rawCode,
                    "",
                    Objects.requireNonNullElse(message, ""),
                    Option.none(),
                    requestId));
        }
        return Either.right(result(requestId));
    }
}
