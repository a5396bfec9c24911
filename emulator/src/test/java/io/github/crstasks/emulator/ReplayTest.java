package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_500_000_000);

    private static Caller caller(CrsEmulator emulator, long nonce, Instant timestamp) {
        return new Caller(emulator)
                .with("Nonce", String.valueOf(nonce))
                .with("Timestamp", String.valueOf(timestamp.getEpochSecond()));
    }

    @Test
    void aPairOfNonceAndTimestampIsGoodForOneCall() {
        try (CrsEmulator emulator = CrsEmulator.builder().clock(() -> NOW).start()) {
            assertThat(caller(emulator, 1, NOW).call().code()).isZero();
            assertThat(caller(emulator, 1, NOW).call().code()).isEqualTo(4500);
            assertThat(caller(emulator, 1, NOW).with("limit", "5").post().call().code())
                    .isEqualTo(4500);
            assertThat(caller(emulator, 2, NOW).call().code()).isZero();
            assertThat(caller(emulator, 1, NOW.plusSeconds(1)).call().code()).isZero();
        }
    }

    @Test
    void aRefusedSignatureLeavesTheNonceUnused() {
        try (CrsEmulator emulator = CrsEmulator.builder().clock(() -> NOW).start()) {
            assertThat(caller(emulator, 1, NOW).keyedWith("wrong").call().code())
                    .isEqualTo(4100);
            assertThat(caller(emulator, 1, NOW).call().code()).isZero();
        }
    }

    @Test
    void aRefusedParameterOfTheCallUsesTheNonce() {
        try (CrsEmulator emulator = CrsEmulator.builder().clock(() -> NOW).start()) {
            assertThat(caller(emulator, 1, NOW).with("limit", "0").call().code())
                    .isEqualTo(11201);
            assertThat(caller(emulator, 1, NOW).call().code()).isEqualTo(4500);
        }
    }

    @Test
    void aNonceStaysUsedAsLongAsItsTimestampIsLetIn() {
        AtomicReference<Instant> clock = new AtomicReference<>(NOW);
        try (CrsEmulator emulator = CrsEmulator.builder().clock(clock::get).start()) {
            Instant ahead = NOW.plusSeconds(300);
            assertThat(caller(emulator, 1, ahead).call().code()).isZero();

            clock.set(ahead.plusSeconds(300));
            emulator.reset();

            assertThat(caller(emulator, 1, ahead).call().code()).isEqualTo(4500);
        }
    }

    @Test
    void pairsThatAreTooOldToBeLetInAreForgotten() {
        NonceLedger ledger = new NonceLedger();
        for (int second = 0; second < 10_000; second++) {
            assertThat(ledger.use(1, second, second - 300)).isTrue();
        }

        assertThat(ledger.size()).isEqualTo(301);
        assertThat(ledger.use(1, 9_699, 9_699)).isFalse();
    }
}
