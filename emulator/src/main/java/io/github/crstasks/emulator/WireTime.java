package io.github.crstasks.emulator;

import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** Times as the protocol writes them, such as {@code 2017-02-08 16:46:34}, in the service's time zone. */
final class WireTime {
    static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private WireTime() {}
}
