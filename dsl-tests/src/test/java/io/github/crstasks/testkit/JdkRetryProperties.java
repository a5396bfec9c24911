package io.github.crstasks.testkit;

import io.github.crstasks.transport.jdk.JdkTransport;

class JdkRetryProperties extends RetryProperties {
    @Override
    Loopback loopback() {
        return Loopback.over("java.net.http", JdkTransport::new);
    }
}
