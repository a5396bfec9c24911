package io.github.crstasks.testkit;

import io.github.crstasks.transport.google.GoogleTransport;

class GoogleListProperties extends ListProperties {
    @Override
    Loopback loopback() {
        return Loopback.over("the Google HTTP client", GoogleTransport::new);
    }
}
