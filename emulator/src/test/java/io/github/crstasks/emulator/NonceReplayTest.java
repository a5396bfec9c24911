package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NonceReplayTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_500_000_000);

    private static ApiV2TestClient client(CrsEmulator emulator, long nonce, Instant timestamp) {
        return new ApiV2TestClient(emulator)
                .with("Nonce", String.valueOf(nonce))
                .with("Timestamp", String.valueOf(timestamp.getEpochSecond()));
    }

    @Test
    void pairOfNonceAndTimestampIsAcceptedOnce() {
        try (CrsEmulator emulator = CrsEmulator.builder().clock(() -> NOW).start()) {
            assertThat(client(emulator, 1, NOW).send().code()).isZero();
            assertThat(client(emulator, 1, NOW).send().code()).isEqualTo(4500);
            assertThat(client(emulator, 1, NOW)
                            .with("limit", "5")
                            .usingPost()
                            .send()
                            .code())
                    .isEqualTo(4500);
            assertThat(client(emulator, 2, NOW).send().code()).isZero();
            assertThat(client(emulator, 1, NOW.plusSeconds(1)).send().code()).isZero();
        }
    }

    @Test
    void wrongSignatureLeavesTheNonceUnused() {
        try (CrsEmulator emulator = CrsEmulator.builder().clock(() -> NOW).start()) {
            assertThat(client(emulator, 1, NOW).withSecretKey("wrong").send().code())
                    .isEqualTo(4100);
            assertThat(client(emulator, 1, NOW).send().code()).isZero();
        }
    }

    @Test
    void invalidLimitUsesTheNonce() {
        try (CrsEmulator emulator = CrsEmulator.builder().clock(() -> NOW).start()) {
            assertThat(client(emulator, 1, NOW).with("limit", "0").send().code())
                    .isEqualTo(11201);
            assertThat(client(emulator, 1, NOW).send().code()).isEqualTo(4500);
        }
    }

    @Test
    void nonceStaysUsedWhileItsTimestampIsValid() {
        AtomicReference<Instant> clock = new AtomicReference<>(NOW);
        try (CrsEmulator emulator = CrsEmulator.builder().clock(clock::get).start()) {
            Instant ahead = NOW.plusSeconds(300);
            assertThat(client(emulator, 1, ahead).send().code()).isZero();

            clock.set(ahead.plusSeconds(300));
            emulator.reset();

            assertThat(client(emulator, 1, ahead).send().code()).isEqualTo(4500);
        }
    }

    @Test
    void expiredPairsAreRemoved() {
        UsedNonces nonces = new UsedNonces();
        for (int second = 0; second < 10_000; second++) {
            assertThat(nonces.addIfNew(1, second, second - 300)).isTrue();
        }

        assertThat(nonces.size()).isEqualTo(301);
        assertThat(nonces.addIfNew(1, 9_699, 9_699)).isFalse();
    }
}
