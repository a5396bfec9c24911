package io.github.crstasks.benchmarks;

import io.github.crstasks.TaskClient;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;

/**
 * Programs that read one page from an endpoint, print a byte and end. Each is a class of its own, so that its JVM loads what
 * it needs and no more.
 */
final class FirstPage {
    private FirstPage() {}

    private static void print(int rows) {
        if (rows != 100) {
            throw new IllegalStateException("read " + rows + " tasks of 100");
        }
        System.out.write('.');
        System.out.flush();
    }

    private static void read(TaskListProtocol protocol, String endpoint, Transport transport) {
        try (transport;
                TaskClient client = ClientListing.client(protocol, endpoint, transport)) {
            print(client.page(TaskQuery.all(), 0, 100).get().tasks().size());
        }
    }

    /** The bare program over {@code HttpURLConnection}. */
    static final class OverUrlConnection {
        private OverUrlConnection() {}

        /**
         * Runs the program.
         *
         * @param arguments the endpoint
         * @throws Exception if there is no page
         */
        public static void main(String[] arguments) throws Exception {
            print(new BareUrlConnection(BareApi.V2, arguments[0]).read(0).rows());
        }
    }

    /** The bare program over {@code java.net.http}. */
    static final class OverHttpClient {
        private OverHttpClient() {}

        /**
         * Runs the program.
         *
         * @param arguments the endpoint
         * @throws Exception if there is no page
         */
        public static void main(String[] arguments) throws Exception {
            print(new BareHttpClient(BareApi.V2, arguments[0]).read(0).rows());
        }
    }

    /** The program with the official SDK of API 2.0. */
    static final class WithSdkV2 {
        private WithSdkV2() {}

        /**
         * Runs the program.
         *
         * @param arguments the endpoint
         */
        public static void main(String[] arguments) {
            print(new SdkV2(arguments[0]).read(0).rows());
        }
    }

    /** The program with the official SDK of API 3.0. */
    static final class WithSdkV3 {
        private WithSdkV3() {}

        /**
         * Runs the program.
         *
         * @param arguments the endpoint
         * @throws Exception if there is no page
         */
        public static void main(String[] arguments) throws Exception {
            print(new SdkV3(arguments[0]).read(0).rows());
            // Otherwise the threads of its HTTP client would keep the JVM for a minute.
            System.exit(0);
        }
    }

    /** This library over Google HTTP Client. */
    static final class OverGoogle {
        private OverGoogle() {}

        /**
         * Runs the program.
         *
         * @param arguments the endpoint
         */
        public static void main(String[] arguments) {
            FirstPage.read(ApiV2.create(), arguments[0], new GoogleTransport());
        }
    }

    /** This library over {@code java.net.http}. */
    static final class OverJdk {
        private OverJdk() {}

        /**
         * Runs the program.
         *
         * @param arguments the endpoint
         */
        public static void main(String[] arguments) {
            FirstPage.read(ApiV2.create(), arguments[0], new JdkTransport());
        }
    }

    /** This library over {@code java.net.http}, with API 3.0. */
    static final class OverJdkV3 {
        private OverJdkV3() {}

        /**
         * Runs the program.
         *
         * @param arguments the endpoint
         */
        public static void main(String[] arguments) {
            FirstPage.read(ApiV3.create(), arguments[0], new JdkTransport());
        }
    }
}
