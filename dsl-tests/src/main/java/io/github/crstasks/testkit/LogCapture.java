package io.github.crstasks.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that {@code java.util.logging} and what goes through it, {@link System.Logger} for one, say at any level. */
final class LogCapture extends Handler implements AutoCloseable {
    private final Logger root = Logger.getLogger("");
    private final @Nullable Level before = root.getLevel();
    private final Handler[] handlers = root.getHandlers();
    private final Map<String, StringWriter> texts = new ConcurrentHashMap<>();

    LogCapture() {
        for (Handler handler : handlers) {
            // The console need not see what is captured.
            root.removeHandler(handler);
        }
        root.addHandler(this);
        setFormatter(new SimpleFormatter());
        root.setLevel(Level.ALL);
    }

    Set<String> loggersThatSaid(String text) {
        return texts.entrySet().stream()
                .filter(logger -> logger.getValue().toString().contains(text))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized void publish(LogRecord record) {
        StringWriter text = texts.computeIfAbsent(String.valueOf(record.getLoggerName()), name -> new StringWriter());
        text.write(getFormatter().formatMessage(record) + "\n");
        Throwable thrown = record.getThrown();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(text, true));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.setLevel(before);
        root.removeHandler(this);
        for (Handler handler : handlers) {
            root.addHandler(handler);
        }
    }
}
