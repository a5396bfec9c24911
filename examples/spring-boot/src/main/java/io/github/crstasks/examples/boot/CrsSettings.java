package io.github.crstasks.examples.boot;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The settings below {@code crs}. The endpoint defaults to that of the service. */
@ConfigurationProperties("crs")
record CrsSettings(String region, @Nullable URI endpoint) {}
