package io.github.crstasks.internal.wire;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Malformed;
import io.github.crstasks.error.TaskError.Rejected;
import io.github.crstasks.transport.TransportRequest;
import io.vavr.control.Option;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Removes what authenticates a request from an error in which the service quotes the request: signature, secret id, token
 * and nonce, and the values of headers that the caller added, in the encodings in which they may be quoted.
 */
public final class QuotedSecrets {
    private static final String MASK = "***";

    /** Shorter values, as in tests, occur in texts that do not quote the request. */
    private static final int MIN_LENGTH = 6;

    private static final String NAMES = "(?:signature|secret_?id|secret_?key|nonce|(?:x-tc-)?token|credential)";

    private static final Pattern SENT =
            Pattern.compile("(?:^|[&?,\\s])" + NAMES + "=([^&,\\s]+)", Pattern.CASE_INSENSITIVE);

    /** A value behind its name, however it is encoded. */
    private static final Pattern NAMED = Pattern.compile(
            "(" + NAMES + "[\"']?\\s*(?:=|:|%3D|%3A|%253D)\\s*[\"']?)[^\\s&\"',;<>{}]{8,}", Pattern.CASE_INSENSITIVE);

    /** The headers of the codecs, which callers cannot add. */
    private static final Pattern OWN_HEADER =
            Pattern.compile("authorization|content-.*|x-tc-.*", Pattern.CASE_INSENSITIVE);

    private final Pattern values;

    private QuotedSecrets(Pattern values) {
        this.values = values;
    }

    /** Returns the error without what its texts quote of the request. */
    public static TaskError removedFrom(TaskError error, TransportRequest request) {
        if (error instanceof Rejected rejected) {
            QuotedSecrets secrets = of(request);
            return new Rejected(
                    rejected.code(),
                    secrets.removedFrom(rejected.rawCode()),
                    secrets.removedFrom(rejected.codeDesc()),
                    secrets.removedFrom(rejected.serviceMessage()),
                    rejected.moduleCode(),
                    rejected.requestId().map(secrets::removedFrom));
        }
        if (error instanceof Malformed malformed) {
            QuotedSecrets secrets = of(request);
            return new Malformed(
                    secrets.removedFrom(malformed.where()),
                    secrets.removedFrom(malformed.problem()),
                    malformed.cause().filter(secrets::isAbsentFrom));
        }
        return error;
    }

    /** Returns a text of a reply without what it quotes of the request. */
    public static String removedFrom(String text, TransportRequest request) {
        return of(request).removedFrom(text);
    }

    private static QuotedSecrets of(TransportRequest request) {
        String query = Option.of(request.uri().getRawQuery()).getOrElse("");
        String body = StandardCharsets.ISO_8859_1.decode(request.body()).toString();
        Stream<String> signed = Stream.of(
                        query, body, request.headers().first("Authorization").getOrElse(""))
                .flatMap(text -> SENT.matcher(text).results())
                .map(match -> match.group(1));
        String alternatives = Stream.concat(signed, secretHeaders(request))
                .flatMap(QuotedSecrets::encodings)
                .filter(value -> value.length() >= MIN_LENGTH)
                .distinct()
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return new QuotedSecrets(
                Pattern.compile(alternatives.isEmpty() ? "(?!)" : alternatives, Pattern.CASE_INSENSITIVE));
    }

    /** Returns the token, and the values that the caller added: one may be a credential for a gateway. */
    private static Stream<String> secretHeaders(TransportRequest request) {
        return request.headers().asMap().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("X-TC-Token")
                        || !OWN_HEADER.matcher(header.getKey()).matches())
                .flatMap(header -> header.getValue().stream());
    }

    /** Returns a value as it was sent, and as it reads after decoding, wrong decoding and another encoding. */
    private static Stream<String> encodings(String sent) {
        String decoded = decode(sent);
        // The credential of API 3.0 is the secret id, followed by a date and a service.
        String id = decoded.contains("/tc3_request") ? decoded.substring(0, decoded.indexOf('/')) : decoded;
        return Stream.of(
                sent,
                decoded,
                id,
                decoded.replace('+', ' '),
                decoded.replace("/", "\\/"),
                URLEncoder.encode(sent, StandardCharsets.UTF_8));
    }

    private static String decode(String sent) {
        try {
            return URLDecoder.decode(sent, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return sent;
        }
    }

    private String removedFrom(String text) {
        String withoutValues = values.matcher(text).replaceAll(MASK);
        return NAMED.matcher(withoutValues).replaceAll("$1" + Matcher.quoteReplacement(MASK));
    }

    private boolean isAbsentFrom(Throwable cause) {
        return Stream.iterate(cause, found -> found != null, Throwable::getCause)
                .limit(100)
                .map(found -> String.valueOf(found.getMessage()))
                .allMatch(message -> removedFrom(message).equals(message));
    }
}
