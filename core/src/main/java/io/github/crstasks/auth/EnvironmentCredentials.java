package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.vavr.collection.List;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads credentials from named variables. */
final class EnvironmentCredentials implements CredentialsProvider, CredentialFields {
    /** The variable of this library, and those that other tools set for temporary credentials. */
    private static final List<String> TOKENS =
            List.of("TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN", "TENCENTCLOUD_SESSION_TOKEN");

    private static final String ID = "TENCENTCLOUD_SECRET_ID";
    private static final String KEY = "TENCENTCLOUD_SECRET_KEY";
    /** The variables that the runtime of cloud functions sets for the role of a function. */
    private static final String FUNCTION_ID = "TENCENTCLOUD_SECRETID";

    private static final String FUNCTION_KEY = "TENCENTCLOUD_SECRETKEY";
    private static final List<String> FUNCTION_TOKENS = List.of("TENCENTCLOUD_SESSIONTOKEN");

    private final UnaryOperator<@Nullable String> variables;

    EnvironmentCredentials(UnaryOperator<@Nullable String> variables) {
        this.variables = variables;
    }

    @Override
    public Either<TaskError, Credentials> credentials() {
        // Never a mixture of both: a token belongs to its pair.
        boolean isFunction = !isSet(ID) && !isSet(KEY) && (isSet(FUNCTION_ID) || isSet(FUNCTION_KEY));
        return isFunction ? read(FUNCTION_ID, FUNCTION_KEY, FUNCTION_TOKENS) : read(ID, KEY, TOKENS);
    }

    private boolean isSet(String name) {
        return value(name).exists(text -> !text.isBlank());
    }

    @Override
    public Option<String> value(String name) {
        return Option.of(variables.apply(name));
    }

    @Override
    public String place(String name) {
        return "the environment variable " + name;
    }

    @Override
    public String howToSet(String name) {
        return "set";
    }
}
