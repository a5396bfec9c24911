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

/** The action that a {@link RequestInterceptor} takes on a request or its reply; an immutable value. */
public final class InterceptorAction {
    private static final InterceptorAction PROCEED = new InterceptorAction("proceed", Supplier::get);
    private static final InterceptorAction DROP = new InterceptorAction("drop", next -> Optional.empty());

    // The JDK's HTTP server sets these headers itself and overwrites other values.
    private static final Set<String> RESERVED_HEADERS = Set.of("date", "content-length", "transfer-encoding");

    private final String description;
    private final Effect effect;

    private InterceptorAction(String description, Effect effect) {
        this.description = description;
        this.effect = effect;
    }

    private interface Effect {
        Optional<RawReply> apply(Supplier<Optional<RawReply>> next);
    }

    /**
     * Returns the action that lets the request or reply pass unchanged.
     *
     * @return the action
     */
    public static InterceptorAction proceed() {
        return PROCEED;
    }

    /**
     * Returns the action that sends a JSON body instead of the emulator's reply.
     *
     * @param status the HTTP status, 200 to 599
     * @param body the body, sent as {@code application/json} in UTF-8
     * @return the action
     * @throws IllegalArgumentException if the status is out of range
     */
    public static InterceptorAction reply(int status, String body) {
        return reply(status, RawReply.JSON_HEADERS, body.getBytes(UTF_8));
    }

    /**
     * Returns the action that sends the given reply instead of the emulator's.
     *
     * @param status the HTTP status, 200 to 599
     * @param headers the headers, without {@code Date}, {@code Content-Length} and {@code Transfer-Encoding}, which the
     *     HTTP server sets itself
     * @param body the body, possibly empty
     * @return the action
     * @throws IllegalArgumentException if the status is out of range or a header is one of those three
     */
    public static InterceptorAction reply(int status, Map<String, String> headers, byte[] body) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("the HTTP status must be from 200 to 599, but is " + status);
        }
        for (String name : headers.keySet()) {
            if (RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the HTTP server sets this header itself: " + name);
            }
        }
        RawReply reply = new RawReply(status, new TreeMap<>(headers), body.clone(), body.length);
        return new InterceptorAction("reply " + status, next -> Optional.of(reply));
    }

    /**
     * Returns the action that closes the connection without a reply.
     *
     * @return the action
     */
    public static InterceptorAction drop() {
        return DROP;
    }

    /**
     * Returns the action that sends the reply with its full {@code Content-Length}, but closes the connection after the
     * first bytes of the body.
     *
     * @param bytes how many bytes of the body are sent, at least 0; a body that is not longer is sent completely
     * @return the action
     * @throws IllegalArgumentException if the number is negative
     */
    public static InterceptorAction truncate(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("the number of bytes must not be negative, but is " + bytes);
        }
        return new InterceptorAction("truncate to " + bytes, next -> next.get().map(reply -> reply.truncatedTo(bytes)));
    }

    /**
     * Returns the action that waits, then proceeds.
     *
     * @param duration the delay
     * @return the action
     */
    public static InterceptorAction delay(Duration duration) {
        return PROCEED.delayedBy(duration);
    }

    /**
     * Returns an action that waits, then takes this action.
     *
     * @param duration the delay
     * @return the delayed action
     */
    public InterceptorAction delayedBy(Duration duration) {
        return new InterceptorAction(description + " after " + duration, next -> {
            try {
                TimeUnit.NANOSECONDS.sleep(TimeUnit.NANOSECONDS.convert(duration));
            } catch (InterruptedException e) {
                // The emulator is closing, so the connection is closed without a reply.
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            return effect.apply(next);
        });
    }

    /**
     * Applies this action.
     *
     * @param next computes the reply that is sent if the action proceeds
     * @return the reply to send, or empty if the connection is to be closed without one
     */
    Optional<RawReply> apply(Supplier<Optional<RawReply>> next) {
        return effect.apply(next);
    }

    /**
     * Returns a description, such as {@code truncate to 5 after PT1S}.
     *
     * @return the description
     */
    @Override
    public String toString() {
        return description;
    }
}
