package io.github.crstasks.tests.paging;

import io.github.crstasks.emulator.EmulatorBehaviour;
import io.github.crstasks.emulator.EmulatorBehaviour.EndTimeFilter;
import io.github.crstasks.emulator.EmulatorBehaviour.MissingTime;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** One of the ways in which the API documents can be read, as behaviour of the emulator. */
record ServiceReading(EndTimeFilter endTimeFilter, MissingTime missingTime, OptionalLong tieSeed) {
    static Arbitrary<ServiceReading> readings() {
        Arbitrary<OptionalLong> tieSeeds = Arbitraries.oneOf(
                Arbitraries.just(OptionalLong.empty()), Arbitraries.longs().map(OptionalLong::of));
        return Combinators.combine(Arbitraries.of(EndTimeFilter.class), Arbitraries.of(MissingTime.class), tieSeeds)
                .as(ServiceReading::new);
    }

    EmulatorBehaviour applyTo(EmulatorBehaviour behaviour) {
        return behaviour
                .withEndTimeFilter(endTimeFilter)
                .withMissingTime(missingTime)
                .withTieSeed(tieSeed);
    }
}
