package io.github.crstasks;

import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.auth.NonceSource;
import io.github.crstasks.http.Transport;
import io.github.crstasks.protocol.TaskListProtocol;
import java.net.URI;
import java.time.Duration;

/** What all exchanges of a client have in common. */
record ExchangeSettings(
        TaskListProtocol protocol,
        URI endpoint,
        String region,
        Transport transport,
        CredentialsProvider credentials,
        CorrectedClock clock,
        NonceSource nonces,
        Duration timeout,
        int bodyLimit,
        Retry retry,
        RateLimiter rate,
        ExchangeObserver observer) {}
