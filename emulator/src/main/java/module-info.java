/** The CRS task list service on loopback, to test clients against. */
module io.github.crstasks.emulator {
    requires static org.jspecify;
    requires com.google.gson;
    requires info.picocli;
    requires jdk.httpserver;

    exports io.github.crstasks.emulator;

    // picocli fills in the command's options by reflection.
    opens io.github.crstasks.emulator to
            info.picocli;
}
