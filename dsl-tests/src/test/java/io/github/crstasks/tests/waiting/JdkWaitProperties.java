package io.github.crstasks.tests.waiting;

import io.github.crstasks.tests.support.EmulatorFixture;

class JdkWaitProperties extends WaitProperties {
    @Override
    EmulatorFixture fixture() {
        return EmulatorFixture.sharedOverJdk();
    }
}
