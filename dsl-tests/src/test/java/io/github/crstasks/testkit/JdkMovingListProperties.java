package io.github.crstasks.testkit;

import io.github.crstasks.transport.jdk.JdkTransport;

class JdkMovingListProperties extends MovingListProperties {
    @Override
    Loopback loopback() {
        return Loopback.over("java.net.http", JdkTransport::new);
    }
}
