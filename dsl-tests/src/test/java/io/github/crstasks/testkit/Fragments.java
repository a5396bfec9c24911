package io.github.crstasks.testkit;

import io.github.crstasks.testkit.Documents.Block;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles pieces of Java: each becomes a method of a class that extends {@link Surroundings} and imports all that the
 * project publishes. Statements stand as they are, anything else becomes the value of a variable.
 */
final class Fragments {
    private static final String STANDARD = """
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

    private final String imports;

    /**
     * Fragments of programs that use some packages.
     *
     * @param packages imported whole
     */
    Fragments(List<String> packages) {
        this.imports =
                packages.stream().map(name -> "import " + name + ".*;\n").collect(Collectors.joining("", STANDARD, ""));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final Block block;
        private final String code;

        Source(String name, Block block, String code) {
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

    private Source completed(String name, Block block) {
        String own = block.text().lines().filter(Fragments::isImport).collect(Collectors.joining("\n"));
        String body = block.text().lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
        String end = body.replaceAll("//.*", "").strip();
        boolean statements = end.endsWith(";") || end.endsWith("}");
        return new Source(
                name,
                block,
                "package documents;\n" + imports + own + "\nabstract class " + name
                        + " extends Surroundings {\n" + name
                        + "() { super(null, null); }\nvoid run() throws Exception {\n"
                        + (statements ? body : "Object value = " + body + ";") + "\n}}");
    }

    /** What the compiler says against each block, none for those that it accepts. */
    Map<Block, List<String>> errors(List<Block> blocks, Path output) {
        List<Source> sources = new ArrayList<>();
        for (Block block : blocks) {
            sources.add(completed("Fragment" + sources.size(), block));
        }
        DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-proc:none", "-d", output.toString(), "-classpath", System.getProperty("java.class.path"));
        compiler.getTask(null, null, told, options, null, sources).call();
        Map<Block, List<String>> errors = new HashMap<>();
        for (Diagnostic<? extends JavaFileObject> one : told.getDiagnostics()) {
            if (one.getKind() == Diagnostic.Kind.ERROR && one.getSource() instanceof Source source) {
                errors.computeIfAbsent(source.block, block -> new ArrayList<>()).add(one.getMessage(Locale.ROOT));
            }
        }
        return errors;
    }
}
