package io.github.crstasks;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLConnection;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

@AnalyzeClasses(packages = "io.github.crstasks", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule the_rooms_look_only_downward = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("front door")
            .definedBy("io.github.crstasks")
            .layer("waiting")
            .definedBy("io.github.crstasks.waiting")
            .layer("paging")
            .definedBy("io.github.crstasks.paging")
            .layer("protocol")
            .definedBy("io.github.crstasks.protocol")
            .layer("query")
            .definedBy("io.github.crstasks.query")
            .layer("auth")
            .definedBy("io.github.crstasks.auth")
            .layer("http")
            .definedBy("io.github.crstasks.http")
            .layer("ground")
            .definedBy("io.github.crstasks.task", "io.github.crstasks.error")
            .whereLayer("front door")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("waiting")
            .mayOnlyBeAccessedByLayers("front door")
            .whereLayer("paging")
            .mayOnlyBeAccessedByLayers("front door", "waiting")
            .whereLayer("protocol")
            .mayOnlyBeAccessedByLayers("front door", "waiting", "paging")
            .whereLayer("query")
            .mayOnlyBeAccessedByLayers("front door", "waiting", "paging", "protocol")
            .whereLayer("auth")
            .mayOnlyBeAccessedByLayers("front door", "waiting", "paging", "protocol", "query")
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("front door", "waiting", "paging", "protocol", "query", "auth")
            .because("a reader who knows the order knows where to look");

    @ArchTest
    static final ArchRule every_package_is_a_room = classes()
            .should()
            .resideInAnyPackage(
                    "io.github.crstasks",
                    "io.github.crstasks.waiting",
                    "io.github.crstasks.paging",
                    "io.github.crstasks.protocol",
                    "io.github.crstasks.query",
                    "io.github.crstasks.auth",
                    "io.github.crstasks.http",
                    "io.github.crstasks.task",
                    "io.github.crstasks.error")
            .because("a package that no rule knows is a package that no rule holds");

    @ArchTest
    static final ArchRule no_circles = slices().matching("io.github.crstasks.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages in a circle are one package");

    @ArchTest
    static final ArchRule no_sockets_and_no_http_stack = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.net.http..",
                            "com.sun.net..",
                            "com.google.api..",
                            "javax.net..",
                            "java.nio.channels..")
                    .and(not(assignableTo(Exception.class))))
            .orShould(dependOnClassesThat(
                    belongToAnyOf(Socket.class, ServerSocket.class, DatagramSocket.class, URLConnection.class)))
            .because("HTTP is the transports' job, and a caller picks the transport");

    @ArchTest
    static final ArchRule files_are_read_by_credential_providers_alone = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.github.crstasks.auth.ProfileCredentials")
            .and()
            .doNotHaveFullyQualifiedName("io.github.crstasks.auth.CredentialsProvider")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.nio.file..")
                    .or(belongToAnyOf(File.class))
                    .or(simpleNameStartingWith("File").and(resideInAnyPackage("java.io"))))
            .because("a library that reads files behind its caller's back cannot be reasoned about");

    @ArchTest
    static final ArchRule the_environment_is_read_by_the_credentials_provider_alone = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.github.crstasks.auth.CredentialsProvider")
            .should()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .because("settings come in through the builder");

    @ArchTest
    static final ArchRule no_thread_is_started = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.github.crstasks.http.Exchanges")
            .should()
            .callConstructorWhere(target(owner(assignableTo(Thread.class))))
            .orShould(dependOnClassesThat(belongToAnyOf(Executors.class, ForkJoinPool.class)))
            .because("threads belong to the transports, whose factory makes those of Exchanges, and to the caller");
}
