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

    private final UnaryOperator<@Nullable String> variables;

    EnvironmentCredentials(UnaryOperator<@Nullable String> variables) {
        this.variables = variables;
    }

    @Override
    public Either<TaskError, Credentials> credentials() {
        return read("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", TOKENS);
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
