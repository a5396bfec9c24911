package io.github.crstasks.testkit;

import io.github.crstasks.transport.jdk.JdkTransport;

class JdkWaitingProperties extends WaitingProperties {
    @Override
    Loopback loopback() {
        return Loopback.over("java.net.http", JdkTransport::new);
    }
}
