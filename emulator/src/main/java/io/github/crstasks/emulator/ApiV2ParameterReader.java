package io.github.crstasks.emulator;

import io.github.crstasks.emulator.ApiV2Exception.Reason;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the parameters of GetRedisTaskList, each once; the common parameters are left out. The methods throw an {@link
 * ApiV2Exception} with code 11201 if a parameter is invalid.
 */
final class ApiV2ParameterReader {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,10}");

    private final Map<String, String> unread;

    ApiV2ParameterReader(Map<String, String> parameters) {
        unread = new HashMap<>(parameters);
        unread.keySet().removeAll(ApiV2Authenticator.COMMON_PARAMETERS);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(unread.remove(name));
    }

    int integer(String name, int min) {
        long value = text(name)
                .filter(text -> INTEGER.matcher(text).matches())
                .map(Long::parseLong)
                .orElseThrow(() -> invalid(name + " is missing or not an integer"));
        if (value < min || value > Integer.MAX_VALUE) {
            throw invalid(name + " is not from " + min + " to " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    Optional<Long> epochSecond(String name, ZoneOffset zone) {
        try {
            return text(name).map(text -> ServiceTimeFormat.parseToEpochSecond(text, zone));
        } catch (DateTimeParseException e) {
            throw invalid(name + " does not have the form 2017-02-08 16:46:34");
        }
    }

    /** Reads {@code name.0}, {@code name.1} and so on, up to the first index that is absent. */
    List<String> array(String name, List<String> allowed) {
        List<String> values = new ArrayList<>();
        for (Optional<String> value = text(name + ".0"); value.isPresent(); value = text(name + "." + values.size())) {
            if (!allowed.contains(value.get())) {
                throw invalid(name + "." + values.size() + " is not one of " + allowed);
            }
            values.add(value.get());
        }
        return values;
    }

    /** Rejects parameters that were not read, which include array elements after a gap in the indices. */
    void requireAllRead() {
        if (!unread.isEmpty()) {
            throw invalid("unknown parameters, or array elements after a gap: " + unread.keySet());
        }
    }

    private static ApiV2Exception invalid(String message) {
        return new ApiV2Exception(Reason.BUSINESS, message);
    }
}
