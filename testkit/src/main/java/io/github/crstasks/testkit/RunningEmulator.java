package io.github.crstasks.testkit;

import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.emulator.CrsEmulator;
import io.vavr.control.Option;

/** The emulator of an extension with its clients. Used under the lock of the extension. */
final class RunningEmulator implements AutoCloseable {
    private final EmulatorSettings settings;
    private final CrsEmulator emulator;
    private boolean testRuns;
    private Option<TaskClient> clientOfTest = Option.none();
    private Option<TaskClient> clientOfClass = Option.none();

    RunningEmulator(EmulatorSettings settings) {
        this.settings = settings;
        this.emulator = settings.start();
    }

    CrsEmulator emulator() {
        return emulator;
    }

    TaskClientBuilder clientBuilder() {
        return settings.clientOf(emulator);
    }

    /** Returns the client of the test that runs, or that of the class outside of a test. */
    TaskClient client() {
        if (testRuns) {
            clientOfTest = clientOfTest.orElse(() -> Option.some(clientBuilder().build()));
            return clientOfTest.get();
        }
        clientOfClass = clientOfClass.orElse(() -> Option.some(clientBuilder().build()));
        return clientOfClass.get();
    }

    void beginTest() {
        emulator.reset();
        testRuns = true;
    }

    void endTest() {
        testRuns = false;
        clientOfTest.forEach(TaskClient::close);
        clientOfTest = Option.none();
    }

    @Override
    public void close() {
        clientOfClass.forEach(TaskClient::close);
        emulator.close();
    }
}
