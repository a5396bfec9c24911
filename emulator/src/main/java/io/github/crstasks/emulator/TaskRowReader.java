package io.github.crstasks.emulator;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads one row of a reply. A row of API 3.0 is recognised by its field {@code TaskType}.
 *
 * <p>A row of API 2.0 needs all documented fields, and may also have {@code endTime}, {@code operateUin} and {@code reason}. A
 * row of API 3.0 needs {@code StartTime}, {@code TaskType}, {@code InstanceId} and {@code Result}, and may also have {@code
 * TaskMessage}, the reason; all but {@code Result} can be null, as in replies of the service. Other fields are ignored.
 */
final class TaskRowReader {
    private final JsonObject json;
    private final int number;
    private final ZoneOffset zone;

    /**
     * Creates a reader.
     *
     * @param number the number of the row in its list, from 1, for messages
     */
    TaskRowReader(JsonObject json, int number, ZoneOffset zone) {
        this.json = json;
        this.number = number;
        this.zone = zone;
    }

    /**
     * Returns the row.
     *
     * @throws IllegalArgumentException if a field is missing or has no valid value; the message names row and field
     */
    TaskRow row() {
        return json.has("TaskType") ? rowOfApi3() : rowOfApi2();
    }

    private TaskRow rowOfApi2() {
        requirePresent("startTime");
        TaskRow.Builder row = TaskRow.builder(Instant.EPOCH, required("taskName"))
                .startTime(time("startTime"))
                .redisName(required("redisName"))
                .redisId(required("redisId"))
                .projectId(wholeNumber("projectId", requiredNumber("projectId")))
                .statusCode(integer("status", requiredNumber("status")))
                .progress(integer("progress", requiredNumber("progress")));
        time("endTime").ifPresent(row::endTime);
        text("operateUin").ifPresent(row::operateUin);
        text("reason").ifPresent(row::reason);
        return row.build();
    }

    private TaskRow rowOfApi3() {
        requirePresent("StartTime");
        requirePresent("InstanceId");
        String taskName = ApiV3Codes.taskName(text("TaskType").orElse(""));
        TaskRow.Builder row = TaskRow.builder(Instant.EPOCH, taskName)
                .startTime(time("StartTime"))
                .redisName(text("InstanceName").orElse(""))
                .redisId(text("InstanceId").orElse(""))
                .projectId(wholeNumber("ProjectId", number("ProjectId").orElse(BigDecimal.ZERO)))
                .statusCode(ApiV3Codes.status(integer("Result", requiredNumber("Result"))))
                .progress(number("Progress").orElse(BigDecimal.ZERO).intValue());
        time("EndTime").ifPresent(row::endTime);
        text("TaskMessage").ifPresent(row::reason);
        return row.build();
    }

    private String required(String field) {
        requirePresent(field);
        return text(field).orElseThrow(() -> invalid(field, "must not be null"));
    }

    private BigDecimal requiredNumber(String field) {
        requirePresent(field);
        return number(field).orElseThrow(() -> invalid(field, "must not be null"));
    }

    private void requirePresent(String field) {
        if (!json.has(field)) {
            throw invalid(field, "is missing in " + TaskRowParser.excerpt(json));
        }
    }

    private Optional<JsonElement> value(String field) {
        return Optional.ofNullable(json.get(field)).filter(value -> !value.isJsonNull());
    }

    private Optional<String> text(String field) {
        return value(field).map(value -> primitive(field, value, "a text").getAsString());
    }

    private Optional<BigDecimal> number(String field) {
        return value(field).map(value -> {
            try {
                return primitive(field, value, "a number").getAsBigDecimal();
            } catch (NumberFormatException e) {
                throw wrongType(field, value, "a number");
            }
        });
    }

    private long wholeNumber(String field, BigDecimal number) {
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw invalid(field, "must be an integer, but is " + number);
        }
    }

    private int integer(String field, BigDecimal number) {
        long value = wholeNumber(field, number);
        if (value != (int) value) {
            throw invalid(field, "must be from -2147483648 to 2147483647, but is " + number);
        }
        return (int) value;
    }

    /** Returns a time, or empty if it is written in one of the ways in which the emulator writes a missing one. */
    private Optional<Instant> time(String field) {
        return text(field).filter(text -> !isMissing(text)).map(text -> {
            try {
                return Instant.ofEpochSecond(ServiceTimeFormat.parseToEpochSecond(text, zone));
            } catch (DateTimeException e) {
                throw invalid(field, "must have the form 2017-02-08 16:46:34, but is \"" + text + "\"");
            }
        });
    }

    private static boolean isMissing(String time) {
        return Arrays.stream(EmulatorBehaviour.MissingTime.values())
                .anyMatch(missing -> missing.text().equals(Optional.of(time)));
    }

    private JsonPrimitive primitive(String field, JsonElement value, String expected) {
        if (value instanceof JsonPrimitive primitive) {
            return primitive;
        }
        throw wrongType(field, value, expected);
    }

    private IllegalArgumentException wrongType(String field, JsonElement value, String expected) {
        return invalid(field, "must be " + expected + ", but is " + TaskRowParser.excerpt(value));
    }

    private IllegalArgumentException invalid(String field, String problem) {
        return new IllegalArgumentException("row " + number + ", field " + field + " " + problem);
    }
}
