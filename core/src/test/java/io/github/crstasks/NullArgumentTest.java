package io.github.crstasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.auth.NonceSource;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV2.SignatureMethod;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.transport.HttpMethod;
import io.github.crstasks.transport.HttpProxy;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.waiting.DelayScheduler;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.WaitOptions;
import io.vavr.control.Option;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A null argument of a public method is rejected at once, with a message that names the parameter. */
class NullArgumentTest {
    private static final FakeTransport TRANSPORT = FakeTransport.pending();
    private static final TaskClient CLIENT = TRANSPORT.client().build();

    /** An instance of each class whose methods are tested. */
    private static final Map<Class<?>, Object> RECEIVERS = Map.ofEntries(
            Map.entry(TaskClient.class, CLIENT),
            Map.entry(AsyncTaskClient.class, CLIENT.async()),
            Map.entry(TaskClientBuilder.class, TaskClient.builder()),
            Map.entry(TaskQuery.class, TaskQuery.all()),
            Map.entry(Credentials.class, Credentials.of("id", "key")),
            Map.entry(CredentialsProvider.class, CredentialsProvider.environment()),
            Map.entry(ApiV2.class, ApiV2.create()),
            Map.entry(ApiV3.class, ApiV3.create()),
            Map.entry(Paging.class, Paging.defaults()),
            Map.entry(Task.Builder.class, Task.builder()),
            Map.entry(
                    TaskDetails.class,
                    TaskDetails.builder()
                            .taskId(1)
                            .type(TaskType.UNKNOWN_TYPE)
                            .status(TaskStatus.RUNNING)
                            .build()),
            Map.entry(TaskDetails.Builder.class, TaskDetails.builder()),
            Map.entry(Paging.Builder.class, Paging.builder()),
            Map.entry(RetryPolicy.class, RetryPolicy.defaults()),
            Map.entry(RetryPolicy.Builder.class, RetryPolicy.builder()),
            Map.entry(PollSchedule.class, PollSchedule.defaults()),
            Map.entry(PollSchedule.Builder.class, PollSchedule.builder()),
            Map.entry(WaitOptions.class, WaitOptions.defaults()),
            Map.entry(WaitOptions.Builder.class, WaitOptions.builder()),
            Map.entry(HttpProxy.class, HttpProxy.of("proxy.example", 3128)),
            Map.entry(HttpProxy.Route.class, HttpProxy.Route.unknown()));

    private static final Set<String> WITHOUT_CHECKS = Set.of("equals", "test");

    /** An argument of each type that is accepted where another argument is null. */
    private static final Map<Class<?>, Object> ARGUMENTS = new HashMap<>(Map.ofEntries(
            Map.entry(int.class, 1),
            Map.entry(Task.class, Tasks.of("a")),
            Map.entry(double.class, 0.5),
            Map.entry(String.class, "text"),
            Map.entry(String[].class, new String[] {"text"}),
            Map.entry(Collection.class, List.of()),
            Map.entry(Instant.class, Instant.EPOCH),
            Map.entry(Duration.class, Duration.ofSeconds(1)),
            Map.entry(Path.class, Path.of("credentials")),
            Map.entry(URI.class, URI.create("https://redis.example/")),
            Map.entry(ZoneOffset.class, ZoneOffset.UTC),
            Map.entry(InstantSource.class, InstantSource.system()),
            Map.entry(Predicate.class, (Predicate<Object>) any -> true),
            Map.entry(Consumer.class, (Consumer<Object>) any -> {}),
            Map.entry(DoubleSupplier.class, (DoubleSupplier) () -> 0),
            Map.entry(TaskStatus[].class, TaskStatus.values()),
            Map.entry(TaskStatus.class, TaskStatus.RUNNING),
            Map.entry(TaskType.class, TaskType.RESIZE_INSTANCE),
            Map.entry(TaskType[].class, TaskType.values()),
            Map.entry(CredentialsProvider[].class, new CredentialsProvider[0]),
            Map.entry(HttpMethod.class, HttpMethod.GET),
            Map.entry(Map.class, Map.of()),
            Map.entry(Function.class, (Function<Object, Map<String, String>>) attempt -> Map.of()),
            Map.entry(Throwable.class, new IllegalStateException()),
            Map.entry(
                    TransportRequest.class,
                    TransportRequest.get(URI.create("https://redis.example/"), "", TransportHeaders.none())),
            Map.entry(SignatureMethod.class, SignatureMethod.HMAC_SHA1),
            Map.entry(NonceSource.class, NonceSource.random()),
            Map.entry(TaskListProtocol.class, ApiV3.create()),
            Map.entry(ApiV3.Language.class, ApiV3.Language.EN_US),
            Map.entry(ApiV3.Host.class, ApiV3.Host.REGIONAL),
            Map.entry(Paging.Strategy.class, Paging.Strategy.AUTO),
            Map.entry(Option.class, Option.none()),
            Map.entry(Transport.class, TRANSPORT),
            Map.entry(DelayScheduler.class, ManualScheduler.create()),
            Map.entry(RateLimiter.class, RateLimiter.unlimited()),
            Map.entry(TaskClientListener.class, new TaskClientListener() {})));

    static {
        ARGUMENTS.putAll(RECEIVERS);
    }

    static Stream<Arguments> references() {
        return RECEIVERS.keySet().stream()
                .sorted(Comparator.comparing(Class::getName))
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.getDeclaringClass().getName().startsWith("io.github.crstasks"))
                .filter(method -> !method.isBridge() && !WITHOUT_CHECKS.contains(method.getName()))
                .distinct()
                .flatMap(method -> IntStream.range(0, method.getParameterCount())
                        .filter(index -> !method.getParameterTypes()[index].isPrimitive())
                        .mapToObj(index -> Arguments.of(method, index)));
    }

    @ParameterizedTest
    @MethodSource("references")
    void nullIsRejectedByTheNameOfTheParameter(Method method, int index) throws ReflectiveOperationException {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(NullArgumentTest::argument)
                .toArray();
        setNull(arguments, index);
        Object receiver = Modifier.isStatic(method.getModifiers()) ? method : receiverOf(method);
        // The builders inherit their methods from classes that are not public.
        method.setAccessible(true);

        assertThatThrownBy(() -> method.invoke(receiver, arguments))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(NullPointerException.class)
                .hasMessage(expectedName(method, method.getParameters()[index]));
    }

    private static Object argument(Class<?> type) {
        return Option.of(ARGUMENTS.get(type)).getOrElseThrow(() -> new AssertionError("no argument of " + type));
    }

    private static void setNull(@Nullable Object[] arguments, int index) {
        arguments[index] = null;
    }

    private static Object receiverOf(Executable method) {
        return RECEIVERS.values().stream()
                .filter(method.getDeclaringClass()::isInstance)
                .findFirst()
                .orElseThrow();
    }

    /** The parameter of a generated {@code withX} is named {@code value}; its message names the property. */
    private static String expectedName(Method method, Parameter parameter) {
        assertThat(parameter.isNamePresent()).isTrue();
        if (!parameter.getName().equals("value")) {
            return parameter.getName();
        }
        String property = method.getName().substring("with".length());
        return Character.toLowerCase(property.charAt(0)) + property.substring(1);
    }

    private static void assertRejected(ThrowingCallable call, String name) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);
    }

    @Test
    @SuppressWarnings("NullAway") // The test passes null on purpose.
    void nullAmongSeveralValuesIsRejectedByName() {
        assertRejected(() -> TaskQuery.status(TaskStatus.FAILED, null), "status");
        assertRejected(() -> TaskQuery.status(Arrays.asList(TaskStatus.FAILED, null)), "status");
        assertRejected(() -> TaskQuery.type(TaskType.IMPORT_RDB, null), "type");
        assertRejected(() -> TaskQuery.type(Arrays.asList(TaskType.IMPORT_RDB, null)), "type");
        assertRejected(() -> TaskQuery.instanceIds("crs-1", null), "instanceId");
        assertRejected(() -> TaskQuery.allOf(Arrays.asList(TaskQuery.all(), null)), "query");
        assertRejected(() -> TaskQuery.anyOf(Arrays.asList(TaskQuery.none(), null)), "query");
        assertRejected(
                () -> CredentialsProvider.chain(CredentialsProvider.environment(), (CredentialsProvider) null),
                "other");
    }

    @Test
    @SuppressWarnings("NullAway") // The test passes null on purpose.
    void nullSubscriberAndErrorAreRejectedByName() {
        assertRejected(() -> CLIENT.publisher(TaskQuery.all()).subscribe(null), "subscriber");
        assertRejected(() -> CLIENT.watch(TaskQuery.all()).subscribe(null), "subscriber");
        assertRejected(() -> new TaskException((TaskError) null), "error");
    }
}
