package io.github.crstasks.emulator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The fields of the call of API 3.0 (its notes, "Input"), read; refused if they are not in order. */
record DescribeTaskList(int limit, int offset, TaskSelection selection) {
    private static final int DEFAULT_LIMIT = 20;
    private static final int LARGEST_LIMIT = 100;
    private static final Set<String> FIELDS = Set.of(
            "InstanceId",
            "InstanceName",
            "Limit",
            "Offset",
            "TaskTypes",
            "BeginTime",
            "EndTime",
            "Result",
            "OperateUin");

    static DescribeTaskList of(JsonObject input, Behaviour behaviour, ZoneOffset zone) {
        Reader reader = new Reader(input);
        int limit = reader.integer("Limit").orElse(DEFAULT_LIMIT);
        int offset = reader.integer("Offset").orElse(0);
        require(limit >= 1 && limit <= LARGEST_LIMIT, "Limit is not from 1 to " + LARGEST_LIMIT);
        require(offset >= 0 && offset % limit == 0, "Offset is not a multiple of Limit");
        long since = reader.second("BeginTime", zone).orElse(Long.MIN_VALUE);
        long until = reader.second("EndTime", zone).orElse(Long.MAX_VALUE);
        require(since <= until, "EndTime is before BeginTime");
        Optional<Predicate<TaskRow>> statuses = reader.array("Result", Reader::integer)
                .map(Set::copyOf)
                .map(codes -> {
                    require(WireCodes.STATUSES.containsAll(codes), "Result is not one of " + WireCodes.STATUSES);
                    return row -> codes.contains(WireCodes.ofStatus(row.status()));
                });
        Optional<Predicate<TaskRow>> types = reader.array("TaskTypes", Reader::text)
                .map(Set::copyOf)
                .map(codes -> {
                    require(WireCodes.TYPES.containsAll(codes), "TaskTypes is not one of " + WireCodes.TYPES);
                    return row -> codes.contains(WireCodes.ofType(row.taskName()));
                });
        if (reader.array("OperateUin", Reader::text).isPresent()) {
            throw new ApiV3Refusal(ApiV3Refusal.UNSUPPORTED_OPERATION, "the tasks of the emulator have no operator");
        }
        return new DescribeTaskList(
                limit,
                offset,
                new Conditions(behaviour)
                        .id(reader.text("InstanceId"))
                        .name(reader.text("InstanceName"))
                        .add(Criterion.TASK_STATUS, statuses)
                        .add(Criterion.TASK_TYPE, types)
                        .between(since, until));
    }

    private static void require(boolean right, String text) {
        if (!right) {
            throw new ApiV3Refusal(ApiV3Refusal.INVALID_PARAMETER_VALUE, text);
        }
    }

    /** Takes fields by their type. */
    private record Reader(JsonObject input) {
        Reader {
            for (String name : input.keySet()) {
                if (!FIELDS.contains(name)) {
                    throw new ApiV3Refusal(ApiV3Refusal.UNKNOWN_PARAMETER, name + " is unknown");
                }
            }
        }

        private interface Read<T> {
            T of(String name, JsonElement value);
        }

        private static ApiV3Refusal otherType(String name, String type) {
            return new ApiV3Refusal(ApiV3Refusal.INVALID_PARAMETER, name + " is not " + type);
        }

        static String text(String name, JsonElement value) {
            if (value instanceof JsonPrimitive primitive && primitive.isString()) {
                return primitive.getAsString();
            }
            throw otherType(name, "a string");
        }

        static int integer(String name, JsonElement value) {
            if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
                try {
                    return Integer.parseInt(primitive.getAsString());
                } catch (NumberFormatException e) {
                    throw otherType(name, "an integer");
                }
            }
            throw otherType(name, "an integer");
        }

        private Optional<JsonElement> member(String name) {
            return Optional.ofNullable(input.get(name));
        }

        Optional<String> text(String name) {
            return member(name).map(value -> text(name, value));
        }

        Optional<Integer> integer(String name) {
            return member(name).map(value -> integer(name, value));
        }

        <T> Optional<List<T>> array(String name, Read<T> read) {
            return member(name).map(value -> {
                if (!(value instanceof JsonArray array)) {
                    throw otherType(name, "an array");
                }
                List<T> values = new ArrayList<>();
                array.forEach(element -> values.add(read.of(name, element)));
                return values;
            });
        }

        Optional<Long> second(String name, ZoneOffset zone) {
            try {
                return text(name)
                        .map(text -> LocalDateTime.parse(text, WireTime.FORMAT).toEpochSecond(zone));
            } catch (DateTimeParseException e) {
                throw new ApiV3Refusal(
                        ApiV3Refusal.INVALID_PARAMETER_VALUE, name + " is not of the form 2017-02-08 16:46:34");
            }
        }
    }
}
