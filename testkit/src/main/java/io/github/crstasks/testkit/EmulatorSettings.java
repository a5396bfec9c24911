package io.github.crstasks.testkit;

import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.EmulatorBehaviour;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.transport.Transport;
import io.vavr.control.Option;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/** The settings of {@link CrsEmulatorExtension}; an empty one keeps the default of the emulator or the client. */
record EmulatorSettings(
        TaskListProtocol protocol,
        String region,
        Option<Credentials> credentials,
        Option<List<TaskRow>> tasks,
        UnaryOperator<EmulatorBehaviour> behaviour,
        Option<InstantSource> clock,
        Option<Transport> transport,
        UnaryOperator<TaskClientBuilder> client) {

    /** Starts an emulator. */
    CrsEmulator start() {
        CrsEmulator.Builder emulator = CrsEmulator.builder().changeBehaviour(behaviour);
        credentials.forEach(accepted -> accept(accepted, emulator));
        tasks.forEach(emulator::tasks);
        clock.forEach(emulator::clock);
        return emulator.start();
    }

    private static void accept(Credentials accepted, CrsEmulator.Builder emulator) {
        if (accepted.token().isDefined()) {
            emulator.credentials(
                    accepted.secretId(), accepted.secretKey(), accepted.token().get());
        } else {
            emulator.credentials(accepted.secretId(), accepted.secretKey());
        }
    }

    /** Returns a builder of clients of an emulator. */
    TaskClientBuilder clientOf(CrsEmulator emulator) {
        TaskClientBuilder builder = TaskClient.builder()
                .protocol(protocol)
                .region(region)
                .endpoint(protocol instanceof ApiV3 ? emulator.endpointV3() : emulator.endpoint())
                .credentials(credentials.getOrElse(() -> Credentials.of(emulator.secretId(), emulator.secretKey())));
        transport.forEach(builder::transport);
        clock.forEach(builder::clock);
        return client.apply(builder);
    }
}
