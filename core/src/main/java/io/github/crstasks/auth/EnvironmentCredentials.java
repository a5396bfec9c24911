package io.github.crstasks.auth;

import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads credentials from named variables. */
final class EnvironmentCredentials implements CredentialsProvider {
    private final UnaryOperator<@Nullable String> variables;

    EnvironmentCredentials(UnaryOperator<@Nullable String> variables) {
        this.variables = variables;
    }

    @Override
    public Either<TaskError, Credentials> credentials() {
        return CredentialFields.read(
                name -> Option.of(variables.apply(name)),
                "the environment variable ",
                "TENCENTCLOUD_SECRET_ID",
                "TENCENTCLOUD_SECRET_KEY",
                "TENCENTCLOUD_TOKEN");
    }
}
