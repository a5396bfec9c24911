package io.github.crstasks.tests.documents;

import io.github.crstasks.tests.documents.ProjectDocuments.CodeBlock;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles snippets of Java. Each becomes a method of a class that extends {@link SnippetContext} and imports all exported
 * packages. Statements are compiled as they are; an expression becomes the value of a variable. A public type is compiled as
 * a file of its own, with its own imports only.
 */
final class SnippetCompiler {
    private static final String STANDARD_IMPORTS = """
            import io.github.crstasks.tests.documents.SnippetContext;
            import io.github.crstasks.tests.transport.OkHttpTransport;
            import static io.github.crstasks.query.TaskQuery.*;
            import static io.github.crstasks.task.TaskStatus.*;
            import static io.github.crstasks.task.TaskType.*;
            import io.vavr.control.*;
            import java.net.*;
            import java.net.http.HttpClient;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import javax.net.ssl.SSLContext;
            """;

    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public (?:\\w+ )*(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);

    private final String imports;

    /**
     * Creates a compiler.
     *
     * @param packages the packages to import
     */
    SnippetCompiler(List<String> packages) {
        this.imports = packages.stream()
                .map(name -> "import " + name + ".*;\n")
                .collect(Collectors.joining("", STANDARD_IMPORTS, ""));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final CodeBlock block;
        private final String code;

        Source(String name, CodeBlock block, String code) {
            super(URI.create("string:///documents/" + name + ".java"), Kind.SOURCE);
            this.block = block;
            this.code = code;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }

    private Source toSource(String name, CodeBlock block) {
        Matcher type = PUBLIC_TYPE.matcher(block.text());
        return type.find()
                ? new Source(
                        name.toLowerCase(Locale.ROOT) + "/" + type.group(1),
                        block,
                        "package documents." + name.toLowerCase(Locale.ROOT) + ";\n" + block.text())
                : toClass(name, block);
    }

    private Source toClass(String name, CodeBlock block) {
        String own = block.text().lines().filter(SnippetCompiler::isImport).collect(Collectors.joining("\n"));
        String body = block.text().lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
        String end = body.replaceAll("//.*", "").strip();
        boolean statements = end.endsWith(";") || end.endsWith("}");
        return new Source(
                name,
                block,
                "package documents;\n" + imports + own + "\nabstract class " + name
                        + " extends SnippetContext {\n" + name
                        + "() { super(null, null); }\nvoid run() throws Exception {\n"
                        + (statements ? body : "Object value = " + body + ";") + "\n}}");
    }

    /** Returns the compiler's errors for each block that does not compile. */
    Map<CodeBlock, List<String>> errors(List<CodeBlock> blocks, Path output) {
        List<Source> sources = new ArrayList<>();
        for (CodeBlock block : blocks) {
            sources.add(toSource("Snippet" + sources.size(), block));
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-proc:none", "-d", output.toString(), "-classpath", System.getProperty("java.class.path"));
        compiler.getTask(null, null, diagnostics, options, null, sources).call();
        Map<CodeBlock, List<String>> errors = new HashMap<>();
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR && diagnostic.getSource() instanceof Source source) {
                errors.computeIfAbsent(source.block, block -> new ArrayList<>())
                        .add(diagnostic.getMessage(Locale.ROOT));
            }
        }
        return errors;
    }
}
