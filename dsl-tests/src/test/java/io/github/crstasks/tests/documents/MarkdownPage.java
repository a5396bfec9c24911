package io.github.crstasks.tests.documents;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The links and headings of a page in Markdown.
 *
 * @param file where the page is
 * @param text its text without code
 */
record MarkdownPage(Path file, String text) {
    private static final Pattern FENCED =
            Pattern.compile("^ *(```+|~~~+).*?^ *\\1 *$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile(
            "]\\(<?([^)\\s>]*)[^)]*\\)|^ *\\[[^]^]+]: *(\\S+)|(?:href|src)=\"([^\"]*)\"", Pattern.MULTILINE);
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+?)(?: +#+)? *$", Pattern.MULTILINE);
    private static final Pattern LINK_IN_HEADING = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

    static MarkdownPage read(Path file) {
        return new MarkdownPage(
                file, FENCED.matcher(ProjectDocuments.read(file)).replaceAll(""));
    }

    /** Returns the targets of all links. */
    List<String> links() {
        return LINK.matcher(text.replaceAll("`[^`\\n]*`", ""))
                .results()
                .map(link -> Stream.of(1, 2, 3)
                        .flatMap(group -> Optional.ofNullable(link.group(group)).stream())
                        .findFirst()
                        .orElse(""))
                .toList();
    }

    /** Returns the headings, as they are written. */
    List<String> headings() {
        return HEADING.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** Returns the names by which links can address the headings, as GitHub makes them. */
    List<String> anchors() {
        List<String> anchors = new ArrayList<>();
        for (String heading : headings()) {
            String name = LINK_IN_HEADING
                    .matcher(heading)
                    .replaceAll("$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
                    .replace(' ', '-');
            String anchor = name;
            for (int repeated = 1; anchors.contains(anchor); repeated++) {
                anchor = name + "-" + repeated;
            }
            anchors.add(anchor);
        }
        return anchors;
    }

    /** Returns what is wrong with a link of this page. */
    Optional<String> fault(String link) {
        if (link.matches("[a-z]+:.*")) {
            return webFault(link);
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
        if (link.isEmpty() || !Files.exists(target)) {
            return Optional.of("no such file");
        }
        boolean isFound = parts.length == 1
                || (isMarkdown(target) && read(target).anchors().contains(parts[1]));
        return isFound ? Optional.empty() : Optional.of("no such heading");
    }

    private static boolean isMarkdown(Path file) {
        return file.toString().endsWith(".md");
    }

    private static Optional<String> webFault(String link) {
        try {
            URI address = URI.create(link);
            return "https".equals(address.getScheme()) && address.getHost() != null
                    ? Optional.empty()
                    : Optional.of("not an https address");
        } catch (IllegalArgumentException malformed) {
            return Optional.of("not an address");
        }
    }
}
