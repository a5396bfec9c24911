package io.github.crstasks;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.crstasks.internal.concurrent.DaemonThreads;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "io.github.crstasks", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.github.crstasks";
    private static final String INTERNAL = ROOT + ".internal..";

    /** The packages of each layer, the lowest first. */
    private static final List<Layer> LAYERS = List.of(
            new Layer("format", "internal.format"),
            new Layer("values", "task", "error", "internal.json"),
            new Layer("base", "internal", "internal.concurrent"),
            new Layer("transport", "transport"),
            new Layer("auth", "auth", "internal.signing"),
            new Layer("query", "query", "internal.plan", "internal.text"),
            new Layer("protocol", "protocol", "internal.wire"),
            new Layer("paging", "paging", "internal.paging"),
            new Layer("waiting", "waiting", "internal.waiting"),
            new Layer("client", "", "internal.execution", "internal.client"));

    /** The exported top-level types. Add a type only if callers need it: each becomes part of the API. */
    private static final Set<String> EXPORTED_TYPES = Set.of(
            "AsyncTaskClient",
            "RateLimiter",
            "RetryPolicy",
            "TaskClient",
            "TaskClientBuilder",
            "TaskClientListener",
            "TaskPage",
            "ThrowingTaskClient",
            "auth.Credentials",
            "auth.CredentialsProvider",
            "auth.NonceSource",
            "error.ErrorCode",
            "error.TaskError",
            "error.TaskException",
            "paging.Paging",
            "paging.QueryPlan",
            "paging.TraversalEvent",
            "protocol.ApiV2",
            "protocol.ApiV3",
            "protocol.TaskListProtocol",
            "query.TaskQuery",
            "query.TaskScan",
            "task.Task",
            "task.TaskDetails",
            "task.TaskStatus",
            "task.TaskType",
            "transport.BlockingTransport",
            "transport.HttpMethod",
            "transport.HttpProxy",
            "transport.Transport",
            "transport.TransportFailure",
            "transport.TransportHeaders",
            "transport.TransportRequest",
            "transport.TransportResponse",
            "waiting.DelayScheduler",
            "waiting.PollSchedule",
            "waiting.TaskChange",
            "waiting.WaitOptions",
            "waiting.WaitOutcome",
            "waiting.WaitProgress");

    /** The modules that call private members of values, so that the values need no public members for them. */
    private static final Set<String> JSON_LIBRARIES =
            Set.of("com.fasterxml.jackson.databind", "com.google.gson", "tools.jackson.databind");

    private static final int MAX_EXPORTED_TYPES = 40;

    private record Layer(String name, List<String> packages) {
        Layer(String name, String... packages) {
            this(
                    name,
                    Stream.of(packages)
                            .map(suffix -> suffix.isEmpty() ? ROOT : ROOT + "." + suffix)
                            .toList());
        }

        static LayeredArchitecture each() {
            LayeredArchitecture architecture = layeredArchitecture().consideringOnlyDependenciesInLayers();
            for (Layer layer : LAYERS) {
                architecture = architecture.layer(layer.name).definedBy(layer.packages.toArray(String[]::new));
            }
            return architecture;
        }
    }

    @ArchTest
    static void importsGoDownwardOnly(JavaClasses classes) {
        LayeredArchitecture architecture = Layer.each();
        for (int i = 0; i < LAYERS.size(); i++) {
            String[] above = LAYERS.stream().skip(i + 1L).map(Layer::name).toArray(String[]::new);
            architecture = above.length == 0
                    ? architecture.whereLayer(LAYERS.get(i).name).mayNotBeAccessedByAnyLayer()
                    : architecture.whereLayer(LAYERS.get(i).name).mayOnlyBeAccessedByLayers(above);
        }
        architecture
                .because("a reader who knows the order of the layers knows where to look, and a change in a layer"
                        + " cannot break a lower one")
                .check(classes);
    }

    @ArchTest
    static final ArchRule everyClassBelongsToALayer = classes()
            .should()
            .resideInAnyPackage(
                    LAYERS.stream().flatMap(layer -> layer.packages.stream()).toArray(String[]::new))
            .because("a package that no rule mentions is a package that no rule protects");

    @ArchTest
    static final ArchRule layersAreFreeOfCycles = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    return LAYERS.stream()
                            .filter(layer -> layer.packages.contains(type.getPackageName()))
                            .map(layer -> SliceIdentifier.of(layer.name))
                            .findFirst()
                            .orElseGet(SliceIdentifier::ignore);
                }

                @Override
                public String getDescription() {
                    return "the layers";
                }
            })
            .should()
            .beFreeOfCycles()
            .because("layers that depend on each other cannot be understood, tested or changed one at a time");

    @ArchTest
    static final ArchRule executionDoesNotUseTheClient = noClasses()
            .that()
            .resideInAPackage(ROOT + ".internal.execution")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".internal.client")
            .because("one call with its attempts is complete without the traversal that needs it");

    @ArchTest
    static final ArchRule signaturesOfExportedPackagesContainNothingInternal = classes()
            .that()
            .resideOutsideOfPackage(INTERNAL)
            .should(new ArchCondition<>("mention internal types in no public or protected signature") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (isVisible(type)) {
                        supertypes(type).forEach(internal -> report(type.getName(), "extends", internal, events));
                    }
                    type.getMembers().stream()
                            .filter(ArchitectureTest::isVisible)
                            .forEach(member -> member.getAllInvolvedRawTypes().stream()
                                    .filter(ArchitectureTest::isInternal)
                                    .forEach(internal -> report(member.getFullName(), "mentions", internal, events)));
                }

                private void report(String place, String verb, JavaClass internal, ConditionEvents events) {
                    String message = place + " " + verb + " " + internal.getName();
                    events.add(SimpleConditionEvent.violated(place, message));
                }
            })
            .because("callers on the module path cannot use what they cannot read, and what is visible cannot change");

    private static boolean isInternal(JavaClass type) {
        return resideInAPackage(INTERNAL).test(type.getBaseComponentType());
    }

    private static boolean isVisible(JavaClass type) {
        return isVisible(type.getModifiers());
    }

    /** Returns whether a member is public or protected, also in a package-private class: a public class may inherit it. */
    private static boolean isVisible(JavaMember member) {
        return isVisible(member.getModifiers());
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static Stream<JavaClass> supertypes(JavaClass type) {
        Stream<JavaType> generic = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaClass> all = Stream.concat(
                Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream()),
                generic.flatMap(parent -> parent.getAllInvolvedRawTypes().stream()));
        return all.filter(ArchitectureTest::isInternal).distinct();
    }

    @ArchTest
    static final ArchRule supertypesOfExportedTypesArePublic = classes()
            .that()
            .resideOutsideOfPackage(INTERNAL)
            .and()
            .arePublic()
            .should(new ArchCondition<>("have public supertypes only") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
                            .filter(parent -> parent.getPackageName().startsWith(ROOT))
                            .filter(parent -> !isPublic(parent))
                            .forEach(parent -> events.add(SimpleConditionEvent.violated(
                                    type, type.getName() + " inherits from " + parent.getName())));
                }

                private boolean isPublic(JavaClass parent) {
                    return parent.getModifiers().contains(JavaModifier.PUBLIC)
                            && parent.getEnclosingClass().map(this::isPublic).orElse(true);
                }
            })
            .because("Javadoc shows the methods of a hidden supertype by name only, without their documentation");

    @ArchTest
    static void internalPackagesAreExportedToNobody(JavaClasses classes) throws IOException {
        ModuleDescriptor module = descriptor();
        Set<String> publicPackages = classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.startsWith(ROOT + ".internal"))
                .collect(Collectors.toSet());

        assertThat(module.exports())
                .as("a qualified export would make an internal package usable by other modules")
                .noneMatch(ModuleDescriptor.Exports::isQualified);
        assertThat(module.exports())
                .as("every package outside internal is exported")
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrderElementsOf(publicPackages);
        assertThat(module.isOpen()).as("only JSON libraries need reflection").isFalse();
        assertThat(module.opens())
                .as("only JSON libraries need reflection")
                .allMatch(ModuleDescriptor.Opens::isQualified)
                .allSatisfy(opened -> assertThat(JSON_LIBRARIES).containsAll(opened.targets()));
    }

    /** Reads the module descriptor of this library; other modules on the class path have one too. */
    private static ModuleDescriptor descriptor() throws IOException {
        URI location = URI.create(TaskClient.class.getResource("TaskClient.class") + "/../../../../module-info.class");
        try (InputStream file = location.normalize().toURL().openStream()) {
            return ModuleDescriptor.read(file);
        }
    }

    @ArchTest
    static void exportedTypesAreListed(JavaClasses classes) {
        Set<String> exported = classes.stream()
                .filter(type -> !isInternal(type) && type.isTopLevelClass())
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(type -> type.getName().substring(ROOT.length() + 1))
                .collect(Collectors.toSet());

        assertThat(exported)
                .as("callers come to depend on each exported type, so it is added deliberately")
                .containsExactlyInAnyOrderElementsOf(EXPORTED_TYPES)
                .hasSizeLessThanOrEqualTo(MAX_EXPORTED_TYPES);
    }

    @ArchTest
    static final ArchRule noClassOpensASocketOrKnowsAnHttpStack = noClasses()
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
            .because("HTTP is the job of the transports, and the caller chooses the transport");

    @ArchTest
    static final ArchRule onlyCredentialsProvidersReadFiles = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".auth")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.nio.file..")
                    .or(belongToAnyOf(File.class))
                    .or(simpleNameStartingWith("File").and(resideInAnyPackage("java.io"))))
            .because("only credentials are read from files, and only by the provider that the caller chooses");

    private static final Set<String> ENVIRONMENT = Set.of(
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.getProperties",
            "java.lang.Boolean.getBoolean",
            "java.lang.Integer.getInteger",
            "java.lang.Long.getLong");

    @ArchTest
    static final ArchRule onlyCredentialsProxiesAndTheRegionAreReadFromTheEnvironment = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.github.crstasks.auth.CredentialsProvider")
            .and()
            .doNotHaveFullyQualifiedName("io.github.crstasks.transport.HttpProxy")
            .and()
            .doNotHaveFullyQualifiedName("io.github.crstasks.TaskClientBuilder")
            .should()
            .accessTargetWhere(describe(
                    "the environment or a system property is read",
                    access -> ENVIRONMENT.contains(access.getTargetOwner().getName() + "." + access.getName())))
            .because("all other settings are set in the builder");

    @ArchTest
    static final ArchRule onlyDaemonThreadsCreatesThreads = noClasses()
            .that()
            .areNotAssignableTo(DaemonThreads.class)
            .should()
            .accessTargetWhere(describe(
                    "a thread is created",
                    access -> isConstruction(access, Thread.class) || isConstruction(access, Timer.class)))
            .because("each thread must be a daemon with a name, and must not keep the class loader of the caller");

    @ArchTest
    static final ArchRule poolsTakeTheirThreadsFromAFactory = noClasses()
            .should()
            .accessTargetWhere(describe(
                    "an executor is created without a thread factory",
                    access -> isPoolCreation(access) && !hasParameter(access, ThreadFactory.class)))
            .because(
                    "the default factory creates threads that are no daemons and inherit the group and the context class"
                            + " loader of the caller");

    private static boolean isPoolCreation(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Executors.class)
                || isConstruction(access, ThreadPoolExecutor.class);
    }

    private static boolean isConstruction(JavaAccess<?> access, Class<?> type) {
        return access.getTargetOwner().isAssignableTo(type) && access.getName().equals("<init>");
    }

    /** Returns whether the accessed method has a parameter of a type; includes method references. */
    private static boolean hasParameter(JavaAccess<?> access, Class<?> type) {
        return access instanceof JavaCodeUnitAccess<?> use
                && use.getTarget().getRawParameterTypes().stream()
                        .anyMatch(parameter -> parameter.isEquivalentTo(type));
    }

    @ArchTest
    static final ArchRule nothingRunsOnTheCommonPool = noClasses()
            .should()
            .dependOnClassesThat(assignableTo(ForkJoinPool.class)
                    .or(assignableTo(ForkJoinTask.class))
                    .or(assignableTo(SubmissionPublisher.class)))
            .orShould()
            .accessTargetWhere(describe(
                    "a stage or stream runs on the common pool",
                    access -> isAsyncWithoutExecutor(access) || isParallelStream(access)))
            .because("the caller may fill the common pool, and calls would then hang without a timeout");

    private static boolean isAsyncWithoutExecutor(JavaAccess<?> access) {
        return access.getTargetOwner().isAssignableTo(CompletableFuture.class)
                && access.getName().endsWith("Async")
                && !hasParameter(access, Executor.class);
    }

    private static boolean isParallelStream(JavaAccess<?> access) {
        return access.getName().equals("parallelStream")
                || (access.getTargetOwner().isAssignableTo(BaseStream.class)
                        && access.getName().equals("parallel"));
    }

    @ArchTest
    static final ArchRule nothingWaitsOnTheTimerOfTheJdk = noClasses()
            .should()
            .accessTargetWhere(describe(
                    "a method of CompletableFuture starts the timer thread of the JDK",
                    access -> access.getTargetOwner().isAssignableTo(CompletableFuture.class)
                            && Set.of("orTimeout", "completeOnTimeout", "delayedExecutor")
                                    .contains(access.getName())))
            .because("that thread is static and keeps the class loader of its first user after close()");
}
