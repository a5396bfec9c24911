/** An emulator of the CRS task list service on the loopback interface, for tests of clients. */
module io.github.crstasks.emulator {
    requires static org.jspecify;
    requires com.google.gson;
    requires info.picocli;
    requires jdk.httpserver;

    exports io.github.crstasks.emulator;

    // picocli sets the fields of the command by reflection.
    opens io.github.crstasks.emulator to
            info.picocli;
}
