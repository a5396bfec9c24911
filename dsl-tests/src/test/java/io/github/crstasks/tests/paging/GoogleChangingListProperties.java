package io.github.crstasks.tests.paging;

import io.github.crstasks.tests.support.EmulatorFixture;

class GoogleChangingListProperties extends ChangingListProperties {
    @Override
    EmulatorFixture fixture() {
        return EmulatorFixture.sharedOverGoogle();
    }
}
