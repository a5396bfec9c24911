package io.github.crstasks.tests.paging;

import io.github.crstasks.tests.support.EmulatorFixture;

class GoogleListProperties extends ListProperties {
    @Override
    EmulatorFixture fixture() {
        return EmulatorFixture.sharedOverGoogle();
    }
}
