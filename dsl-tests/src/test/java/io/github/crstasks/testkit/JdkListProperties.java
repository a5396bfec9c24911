package io.github.crstasks.testkit;

import io.github.crstasks.transport.jdk.JdkTransport;

class JdkListProperties extends ListProperties {
    @Override
    Loopback loopback() {
        return Loopback.over("java.net.http", JdkTransport::new);
    }
}
