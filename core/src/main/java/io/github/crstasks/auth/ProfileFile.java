package io.github.crstasks.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Invalid;
import io.vavr.collection.List;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The section {@code default} of a profile file.
 *
 * <p>Reads what the official SDK for Java reads: fields as {@code name = value} or {@code name: value}, spaces around
 * names, values and section names, comments after {@code #} or {@code ;} at the start of a line, a byte order mark, and
 * several sections of one name as one. What the SDKs for other languages read otherwise, such as quotes and upper case, is
 * refused with a hint.
 */
final class ProfileFile implements CredentialFields {
    /** The names of a token; the official SDKs read none from the file. */
    static final List<String> TOKENS = List.of("token", "security_token", "session_token");

    private static final String SECTION = "default";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");
    private static final Pattern OPERATOR = Pattern.compile("[=:]");
    private static final Pattern NO_LETTER = Pattern.compile("[^a-z]");

    /** The name of the file, for messages. */
    private final String file;

    private final Map<String, String> fields = new HashMap<>();
    /** Names that mean a field or section but differ from its name, by the letters of that name. */
    private final Map<String, String> misspelt = new HashMap<>();

    private boolean hasSection;
    private boolean isInside;
    private boolean isBeforeSections = true;
    private boolean hasFieldsBefore;

    private ProfileFile(String file) {
        this.file = file;
    }

    static Either<TaskError, ProfileFile> parse(String file, byte[] content) {
        ProfileFile profile = new ProfileFile(file);
        String[] lines = LINE_BREAK.split(decode(content), -1);
        for (int i = 0; i < lines.length; i++) {
            Option<String> accepted = profile.readLine(lines[i].strip());
            if (accepted.isDefined()) {
                return Either.left(new Invalid("line " + (i + 1) + " of " + file, "", accepted.get()));
            }
        }
        return profile.hasSection ? Either.right(profile) : Either.left(profile.withoutSection());
    }

    /**
     * Decodes as Latin-1, which never fails: all that is read is ASCII, and comments may be in any charset. Only a byte order
     * mark says for certain what the charset is.
     */
    private static String decode(byte[] content) {
        for (Charset charset : new Charset[] {UTF_8, UTF_16LE, UTF_16BE}) {
            byte[] mark = BYTE_ORDER_MARK.getBytes(charset);
            if (startsWith(content, mark)) {
                return new String(content, mark.length, content.length - mark.length, charset);
            }
        }
        return new String(content, ISO_8859_1);
    }

    private static boolean startsWith(byte[] content, byte[] start) {
        return content.length >= start.length && Arrays.equals(content, 0, start.length, start, 0, start.length);
    }

    /** Reads a line; returns what it must be if it cannot be read. */
    private Option<String> readLine(String line) {
        if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
            return Option.none();
        }
        if (line.startsWith("[")) {
            String name = line.substring(1, Math.max(1, line.length() - 1)).strip();
            isBeforeSections = false;
            isInside = name.equals(SECTION);
            hasSection |= isInside;
            note(name);
            return Option.when(
                    !line.endsWith("]") || name.isEmpty(), "a section as [name], without anything behind it");
        }
        Matcher operator = OPERATOR.matcher(line);
        boolean isField = operator.find();
        String name = (isField ? line.substring(0, operator.start()) : line).strip();
        if (isInside && isField) {
            fields.put(name, line.substring(operator.end()).strip());
        }
        if (isInside) {
            note(name);
        }
        hasFieldsBefore |= isBeforeSections;
        return Option.none();
    }

    /** Remembers a name of a section or field under its letters alone. A name may be a misplaced secret, so few are kept. */
    private void note(String name) {
        misspelt.put(letters(name), name);
    }

    private static String letters(String name) {
        return NO_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** Returns a name in this file that was probably meant. */
    private Option<String> similar(String name) {
        return Option.of(misspelt.get(letters(name))).filter(found -> !found.equals(name));
    }

    private TaskError withoutSection() {
        return new Invalid(
                "the credentials file " + file,
                "",
                "divided into sections, with a section [" + SECTION + "]"
                        + similar(SECTION).map(found -> ", not [" + found + "]").getOrElse("")
                        + (hasFieldsBefore ? "; write [" + SECTION + "] above the fields" : ""));
    }

    @Override
    public Option<String> value(String name) {
        return Option.of(fields.get(name));
    }

    @Override
    public String place(String name) {
        return name + " in section [" + SECTION + "] of " + file;
    }

    @Override
    public String howToSet(String name) {
        return "set as " + name + " = ..."
                + similar(name).map(found -> ", not " + found).getOrElse("");
    }
}
