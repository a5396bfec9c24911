package io.github.crstasks.emulator;

import io.github.crstasks.emulator.Refusal.Reason;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The call's own parameters (API document, section 2), read; refused with 11201 if they are not in order. */
record TaskListCall(int limit, int offset, TaskSelection selection) {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,10}");
    private static final List<String> STATUSES = List.of("0", "1", "2", "3", "-1");
    private static final String TYPE_PREFIX = "task_";
    private static final List<String> TYPES = List.of(
            "task_importRdb",
            "task_exportBackup",
            "task_restoreBackup",
            "task_restoreStream",
            "task_backupInstance",
            "task_cleanInstance",
            "task_resizeInstance");

    static TaskListCall of(Map<String, String> parameters, Behaviour behaviour, ZoneOffset zone) {
        Reader reader = new Reader(parameters);
        int limit = reader.integer("limit", 1);
        int offset = reader.integer("offset", 0);
        Optional<String> redisId = reader.text("redisId");
        Optional<String> redisName = reader.text("redisName");
        long since = reader.second("beginTime", zone).orElse(Long.MIN_VALUE);
        long until = reader.second("endTime", zone).orElse(Long.MAX_VALUE);
        List<String> statuses = reader.array("taskStatus", STATUSES);
        List<String> types = reader.array("taskType", TYPES);
        reader.expectNothingElse();
        if (until < since) {
            throw new Refusal(Reason.BUSINESS, "endTime is before beginTime");
        }

        TaskSelection selection = new Conditions(behaviour)
                .id(redisId)
                .name(redisName)
                .add(Criterion.TASK_STATUS, wanted(statuses).map(codes -> row -> codes.contains("" + row.status())))
                .add(
                        Criterion.TASK_TYPE,
                        wanted(types).map(names -> row -> names.contains(TYPE_PREFIX + row.taskName())))
                .between(since, until);
        return new TaskListCall(limit, offset, selection);
    }

    private static Optional<Set<String>> wanted(List<String> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(values));
    }

    /** Takes one parameter after the other; what is left in the end, such as an array index after a gap, is unknown. */
    private static final class Reader {
        private final Map<String, String> left;

        Reader(Map<String, String> parameters) {
            left = new HashMap<>(parameters);
            left.keySet().removeAll(Gate.COMMON_PARAMETERS);
        }

        Optional<String> text(String name) {
            return Optional.ofNullable(left.remove(name));
        }

        int integer(String name, int least) {
            long value = text(name)
                    .filter(text -> INTEGER.matcher(text).matches())
                    .map(Long::parseLong)
                    .orElseThrow(() -> new Refusal(Reason.BUSINESS, name + " is missing or not an integer"));
            if (value < least || value > Integer.MAX_VALUE) {
                throw new Refusal(Reason.BUSINESS, name + " is not from " + least + " to " + Integer.MAX_VALUE);
            }
            return (int) value;
        }

        Optional<Long> second(String name, ZoneOffset zone) {
            try {
                return text(name)
                        .map(text -> LocalDateTime.parse(text, WireTime.FORMAT).toEpochSecond(zone));
            } catch (DateTimeParseException e) {
                throw new Refusal(Reason.BUSINESS, name + " is not of the form 2017-02-08 16:46:34");
            }
        }

        List<String> array(String name, List<String> allowed) {
            List<String> values = new ArrayList<>();
            for (Optional<String> value = text(name + ".0");
                    value.isPresent();
                    value = text(name + "." + values.size())) {
                if (!allowed.contains(value.get())) {
                    throw new Refusal(Reason.BUSINESS, name + "." + values.size() + " is not one of " + allowed);
                }
                values.add(value.get());
            }
            return values;
        }

        void expectNothingElse() {
            if (!left.isEmpty()) {
                throw new Refusal(Reason.BUSINESS, "unknown, or an array index after a gap: " + left.keySet());
            }
        }
    }
}
