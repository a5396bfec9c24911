package io.github.crstasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A native image needs no configuration: no reachable code of the library or its dependencies finds a class or a member
 * by name.
 */
class ReachabilityTest {
    private static final Set<String> BY_NAME = Set.of(
            "java.lang.Class.forName",
            "java.lang.Class.getResource",
            "java.lang.Class.getResourceAsStream",
            "java.lang.Class.newInstance",
            "java.lang.ClassLoader.loadClass",
            "java.lang.reflect.Proxy.newProxyInstance",
            "java.lang.reflect.Method.invoke",
            "java.lang.reflect.Constructor.newInstance",
            "java.io.ObjectInputStream.readObject");

    private static final String VAVR_THREAD_DEATH_RESOLVER = "io.vavr.control.TryModule$ThreadDeathResolver";

    private static boolean findsByName(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getFullName();
        String name = target.getName();
        return BY_NAME.contains(owner + "." + name)
                || (owner.equals("java.lang.Class")
                        && name.matches("get(Declared)?(Method|Field|Constructor|Classe)s?|getRecordComponents"))
                || (owner.startsWith("java.lang.invoke.MethodHandles") && name.startsWith("find"));
    }

    @Test
    void reachableCodeFindsNothingByName() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.github.crstasks", "io.vavr", "com.google.gson");
        Reachable reachable = Reachable.from(
                classes.stream().filter(type -> type.getPackageName().startsWith("io.github.crstasks")),
                type -> classes.contain(type.getFullName()));

        assertThat(reachable.calls().entrySet())
                .hasSizeGreaterThan(1000)
                .filteredOn(call -> findsByName(call.getKey()))
                // Vavr looks up a class that later JDKs lack, and copes without it.
                .filteredOn(call -> !call.getValue().getOwner().getName().equals(VAVR_THREAD_DEATH_RESOLVER))
                .extracting(call -> call.getKey().getFullName() + " reached by " + reachable.pathTo(call.getValue()))
                .isEmpty();
    }
}
