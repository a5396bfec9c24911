/** A Java program on the module path. */
module consumer.modular {
    requires io.github.crstasks;
    requires io.github.crstasks.emulator;
    requires io.github.crstasks.transport.jdk;
}
