package io.github.crstasks.tests.retry;

import io.github.crstasks.tests.support.EmulatorFixture;

class JdkRetryProperties extends RetryProperties {
    @Override
    EmulatorFixture fixture() {
        return EmulatorFixture.sharedOverJdk();
    }
}
