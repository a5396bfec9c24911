package io.github.crstasks.testkit;

import io.github.crstasks.transport.google.GoogleTransport;

class GoogleWaitingProperties extends WaitingProperties {
    @Override
    Loopback loopback() {
        return Loopback.over("the Google HTTP client", GoogleTransport::new);
    }
}
