package io.github.crstasks.tests.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import io.github.crstasks.task.Task;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The JSON libraries, each as it is without settings. */
@SuppressWarnings("ImmutableEnumChecker") // The mappers are not changed, and are safe for use by several threads.
enum JsonLibrary {
    GSON {
        private final Gson gson = new Gson();

        @Override
        String write(Object value) {
            return gson.toJson(value);
        }

        @Override
        <T> T read(String json, Class<T> type) {
            return gson.fromJson(json, type);
        }

        @Override
        List<Task> readTasks(String json) {
            return gson.fromJson(json, new TypeToken<List<Task>>() {});
        }
    },
    JACKSON_2 {
        private final com.fasterxml.jackson.databind.ObjectMapper mapper =
                new com.fasterxml.jackson.databind.ObjectMapper();

        @Override
        String write(Object value) throws JsonProcessingException {
            return mapper.writeValueAsString(value);
        }

        @Override
        <T> T read(String json, Class<T> type) throws JsonProcessingException {
            return mapper.readValue(json, type);
        }

        @Override
        List<Task> readTasks(String json) throws JsonProcessingException {
            return mapper.readValue(json, new com.fasterxml.jackson.core.type.TypeReference<List<Task>>() {});
        }
    },
    JACKSON_3 {
        private final JsonMapper mapper = new JsonMapper();

        @Override
        String write(Object value) {
            return mapper.writeValueAsString(value);
        }

        @Override
        <T> T read(String json, Class<T> type) {
            return mapper.readValue(json, type);
        }

        @Override
        List<Task> readTasks(String json) {
            return mapper.readValue(json, new tools.jackson.core.type.TypeReference<List<Task>>() {});
        }
    };

    private static final com.fasterxml.jackson.databind.ObjectMapper TREES =
            new com.fasterxml.jackson.databind.ObjectMapper();

    abstract String write(Object value) throws Exception;

    abstract <T> T read(String json, Class<T> type) throws Exception;

    abstract List<Task> readTasks(String json) throws Exception;

    /** Returns JSON with the fields in the same order and without escapes that the libraries choose differently. */
    static String withoutOptionalEscapes(String json) throws JsonProcessingException {
        return TREES.readTree(json).toString();
    }
}
