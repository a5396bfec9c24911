package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a {@link Script} lets become of a request or its reply; an immutable value. */
public final class Reaction {
    private static final Reaction PROCEED = new Reaction("proceed", Supplier::get);
    private static final Reaction DROP = new Reaction("drop", rest -> Optional.empty());

    // What the JDK's server writes itself, whatever it is told.
    private static final Set<String> RESERVED = Set.of("date", "content-length", "transfer-encoding");

    private final String description;
    private final Effect effect;

    private Reaction(String description, Effect effect) {
        this.description = description;
        this.effect = effect;
    }

    private interface Effect {
        Optional<HttpReply> apply(Supplier<Optional<HttpReply>> rest);
    }

    /**
     * Goes on as if there were no script.
     *
     * @return the reaction without effect
     */
    public static Reaction proceed() {
        return PROCEED;
    }

    /**
     * Answers with a JSON body of the script's own.
     *
     * @param status the HTTP status
     * @param body the body, sent as {@code application/json} in UTF-8
     * @return the reaction
     */
    public static Reaction reply(int status, String body) {
        return reply(status, HttpReply.JSON, body.getBytes(UTF_8));
    }

    /**
     * Answers with anything at all.
     *
     * @param status the HTTP status, 200 to 599
     * @param headers the headers; {@code Date}, {@code Content-Length} and {@code Transfer-Encoding} are refused,
     *     because the JDK's server writes them itself
     * @param body the body, which may be empty
     * @return the reaction
     */
    public static Reaction reply(int status, Map<String, String> headers, byte[] body) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("not the status of a final answer: " + status);
        }
        for (String name : headers.keySet()) {
            if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the server writes this header itself: " + name);
            }
        }
        HttpReply reply = new HttpReply(status, new TreeMap<>(headers), body.clone(), body.length);
        return new Reaction("reply " + status, rest -> Optional.of(reply));
    }

    /**
     * Closes the connection without an answer.
     *
     * @return the reaction
     */
    public static Reaction drop() {
        return DROP;
    }

    /**
     * Announces the whole reply, sends its first bytes and closes the connection.
     *
     * @param bytes how many bytes of the body are sent; a body that is not longer arrives whole
     * @return the reaction
     */
    public static Reaction truncate(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a negative number of bytes: " + bytes);
        }
        return new Reaction("truncate to " + bytes, rest -> rest.get().map(reply -> reply.cutAfter(bytes)));
    }

    /**
     * Waits, then goes on as if there were no script.
     *
     * @param duration how long
     * @return the reaction
     */
    public static Reaction delay(Duration duration) {
        return PROCEED.after(duration);
    }

    /**
     * Waits, then does the same as this reaction.
     *
     * @param duration how long
     * @return the delayed reaction
     */
    public Reaction after(Duration duration) {
        return new Reaction(description + " after " + duration, rest -> {
            try {
                TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            return effect.apply(rest);
        });
    }

    /** The reply that is sent in the end, or nothing if the connection is to be closed without one. */
    Optional<HttpReply> amend(Supplier<Optional<HttpReply>> rest) {
        return effect.apply(rest);
    }

    @Override
    public String toString() {
        return description;
    }
}
