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

/**
 * Captures everything that is logged through {@code java.util.logging} at any level, including what {@link System.Logger}
 * forwards to it, until it is closed.
 */
final class LogCapture extends Handler implements AutoCloseable {
    private final Logger root = Logger.getLogger("");
    private final @Nullable Level previousLevel = root.getLevel();
    private final Handler[] previousHandlers = root.getHandlers();
    private final Map<String, StringWriter> texts = new ConcurrentHashMap<>();

    LogCapture() {
        // Without this the finest messages of all loggers would appear on the console.
        for (Handler handler : previousHandlers) {
            root.removeHandler(handler);
        }
        root.addHandler(this);
        setFormatter(new SimpleFormatter());
        root.setLevel(Level.ALL);
    }

    Set<String> loggersThatLogged(String text) {
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
        root.setLevel(previousLevel);
        root.removeHandler(this);
        for (Handler handler : previousHandlers) {
            root.addHandler(handler);
        }
    }
}
