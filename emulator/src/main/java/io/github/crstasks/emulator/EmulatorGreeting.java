package io.github.crstasks.emulator;

import java.io.PrintWriter;

/** The first output of the command: what to copy to the shell and to the program that the emulator serves. */
final class EmulatorGreeting {
    private static final String REGION = "ap-guangzhou";

    private final CrsEmulator emulator;

    EmulatorGreeting(CrsEmulator emulator) {
        this.emulator = emulator;
    }

    void print(PrintWriter out) {
        out.printf(
                "# The emulator lists %d tasks until it is stopped, by Ctrl+C.%n",
                emulator.tasks().rows().size());
        out.println("# Paste these lines into the shell in which your program will run:");
        out.printf("export CRS_ENDPOINT=%s%n", quoted(emulator.endpoint().toString()));
        out.printf("export CRS_ENDPOINT_V3=%s%n", quoted(emulator.endpointV3().toString()));
        out.printf("export TENCENTCLOUD_REGION=%s%n", quoted(REGION));
        out.printf("export TENCENTCLOUD_SECRET_ID=%s%n", quoted(emulator.secretId()));
        out.printf("export TENCENTCLOUD_SECRET_KEY=%s%n", quoted(emulator.secretKey()));
        out.println(
                "# A client of crs-tasks reads the last three itself. Paste this into your Java program, which reads the");
        out.println("# endpoint of API 3.0; API 2.0 is the default protocol, with the endpoint CRS_ENDPOINT:");
        out.println("#   TaskClient client = TaskClient.builder()");
        out.println("#           .protocol(ApiV3.create())");
        out.println("#           .endpoint(URI.create(System.getenv(\"CRS_ENDPOINT_V3\")))");
        out.println("#           .build();");
    }

    /** Returns a text as one word of a shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
