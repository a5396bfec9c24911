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

/** The compiler of the caller sees what may be null and what may not, without a word from the caller. */
class NullSafetyTest {
    @Test
    fun `null is refused where nothing may be null, and nowhere else`(@TempDir folder: Path) {
        val source = folder.resolve("Nulls.kt")
        source.writeText(
            """
            import io.github.crstasks.TaskClient
            import io.github.crstasks.auth.Credentials
            import io.github.crstasks.query.TaskQuery.*

            fun ask(client: TaskClient, credentials: Credentials) {
                client.list(instanceId("crs-izbob1wh"))
                client.list(null) // refused
                client.async().publisher(null) // refused
                TaskClient.builder().region(null) // refused
                TaskClient.builder().transport(null) // refused
                Credentials.of("id", null) // refused
                instanceId(null) // refused
                submittedSince(null) // refused
                all().and(null) // refused
            }
            """.trimIndent(),
        )
        val output = ByteArrayOutputStream()

        val exit = K2JVMCompiler().exec(
            PrintStream(output),
            "-no-stdlib",
            "-no-reflect",
            "-classpath",
            classPathOfACaller(),
            "-d",
            folder.resolve("classes").toString(),
            source.toString(),
        )

        val errors = Regex("""Nulls\.kt:(\d+):\d+: error: .*[Nn]ull""").findAll(output.toString())
        val refused = source.readLines().withIndex().filter { it.value.endsWith("// refused") }.map { it.index + 1 }
        assertThat(exit).isEqualTo(ExitCode.COMPILATION_ERROR)
        assertThat(errors.map { it.groupValues[1].toInt() }.toSet()).`as`(output.toString()).isEqualTo(refused.toSet())
        assertThat(Regex("error:").findAll(output.toString()).count()).isEqualTo(refused.size)
    }

    /** A program that embeds the client has no annotations on its path. */
    private fun classPathOfACaller() = System.getProperty("java.class.path")
        .split(File.pathSeparator)
        .filterNot { "jspecify" in it }
        .joinToString(File.pathSeparator)
}
