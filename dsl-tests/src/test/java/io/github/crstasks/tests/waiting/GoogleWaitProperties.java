package io.github.crstasks.tests.waiting;

import io.github.crstasks.tests.support.EmulatorFixture;

class GoogleWaitProperties extends WaitProperties {
    @Override
    EmulatorFixture fixture() {
        return EmulatorFixture.sharedOverGoogle();
    }
}
