package io.github.crstasks;

import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.internal.EndpointRules;
import io.vavr.control.Option;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the region from the environment variable that the official command line program and Terraform read. */
final class RegionVariable {
    private static final String NAME = "TENCENTCLOUD_REGION";

    private RegionVariable() {}

    /**
     * Returns the region of the environment, without spaces and line breaks around it.
     *
     * @throws IllegalArgumentException if the variable is not set, blank or no region
     */
    static String read(UnaryOperator<@Nullable String> environment) {
        String region = Option.of(environment.apply(NAME)).map(String::strip).getOrElse("");
        if (region.isEmpty()) {
            throw new Invalid(
                            "region",
                            "",
                            "set with region(...), for example to \"ap-guangzhou\", or with the environment variable "
                                    + NAME)
                    .asException();
        }
        return EndpointRules.requireRegion("environment variable " + NAME, region);
    }
}
