package io.github.crstasks.examples

import org.assertj.core.api.Assertions.assertThat
import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.PrintStream
import java.nio.file.Path
import kotlin.io.path.readLines
import kotlin.io.path.writeText

/** Compiles a caller in Kotlin: nullness is part of the types of the API, without annotations on the class path. */
class NullSafetyTest {
    @Test
    fun compilerRejectsNullArgumentsAndNothingElse(@TempDir folder: Path) {
        val source = folder.resolve("Nulls.kt")
        source.writeText(
            """
            import io.github.crstasks.TaskClient
            import io.github.crstasks.auth.Credentials
            import io.github.crstasks.query.TaskQuery.*

            fun call(client: TaskClient, credentials: Credentials) {
                client.list(instanceId("crs-izbob1wh"))
                client.list(null) // rejected
                client.async().publisher(null) // rejected
                TaskClient.builder().region(null) // rejected
                TaskClient.builder().transport(null) // rejected
                Credentials.of("id", null) // rejected
                instanceId(null) // rejected
                submittedSince(null) // rejected
                all().and(null) // rejected
            }
            """.trimIndent(),
        )
        val output = ByteArrayOutputStream()

        val exit = K2JVMCompiler().exec(
            PrintStream(output),
            "-no-stdlib",
            "-no-reflect",
            "-classpath",
            callerClassPath(),
            "-d",
            folder.resolve("classes").toString(),
            source.toString(),
        )

        val errors = Regex("""Nulls\.kt:(\d+):\d+: error: .*[Nn]ull""").findAll(output.toString())
        val rejected = source.readLines().withIndex().filter { it.value.endsWith("// rejected") }.map { it.index + 1 }
        assertThat(exit).isEqualTo(ExitCode.COMPILATION_ERROR)
        assertThat(errors.map { it.groupValues[1].toInt() }.toSet()).`as`(output.toString()).isEqualTo(rejected.toSet())
        assertThat(Regex("error:").findAll(output.toString()).count()).isEqualTo(rejected.size)
    }

    /** Returns the class path of a program that uses the client: without the annotations of JSpecify. */
    private fun callerClassPath() = System.getProperty("java.class.path")
        .split(File.pathSeparator)
        .filterNot { "jspecify" in it }
        .joinToString(File.pathSeparator)
}
