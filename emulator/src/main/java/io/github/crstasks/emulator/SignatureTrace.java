package io.github.crstasks.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reports what the emulator signed when the signature of a request does not match, so that an author of a signer can compare
 * it with the text of theirs. The secret key and the token are never part of a report.
 */
final class SignatureTrace {
    private static final String REDACTED = "***";

    private final List<String> secrets;
    private final Consumer<String> reports;

    SignatureTrace(AcceptedCredentials credentials, Consumer<String> reports) {
        this.secrets = Stream.concat(Stream.of(credentials.secretKey()), credentials.token().stream())
                .filter(secret -> !secret.isEmpty())
                .toList();
        this.reports = reports;
    }

    /**
     * Reports a request.
     *
     * @param reason why the request was rejected
     * @param signedTexts the texts that the emulator computed, from the request to the text that it signed
     */
    void report(RawRequest request, String reason, String... signedTexts) {
        String report = request.method() + " " + request.path() + ": " + reason + ". The emulator signed:\n"
                + String.join("\n----\n", Arrays.asList(signedTexts));
        reports.accept(withoutSecrets(report));
    }

    private String withoutSecrets(String text) {
        String redacted = text;
        for (String secret : secrets) {
            // Signed headers are in lower case.
            for (String form : List.of(secret, secret.toLowerCase(Locale.ROOT))) {
                redacted = Pattern.compile(form, Pattern.LITERAL)
                        .matcher(redacted)
                        .replaceAll(Matcher.quoteReplacement(REDACTED));
            }
        }
        return redacted;
    }
}
