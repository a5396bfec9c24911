package io.github.crstasks.examples.boot;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The settings below {@code crs}, which have the defaults of the client. */
@ConfigurationProperties("crs")
record CrsSettings(@Nullable String region, @Nullable URI endpoint) {}
