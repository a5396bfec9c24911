package io.github.crstasks.tests.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.redis.v20180412.RedisClient;
import com.tencentcloudapi.redis.v20180412.models.DescribeTaskListRequest;
import com.tencentcloudapi.redis.v20180412.models.TaskInfoDetail;
import io.github.crstasks.RateLimiter;
import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.emulator.ReceivedRequest;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testkit.QueryArbitraries;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.testkit.ReferenceModel;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.QueueSubscriber;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** Operators, languages and task codes of API 3.0: the official SDK and this client agree about the same emulator. */
class ApiV3OptionsTest {
    private static final Instant NOON = Instant.parse("2019-11-15T04:00:00Z");
    private static final List<String> OPERATORS = List.of("100000000001", "100000000002", "18446744073709551615");
    private static final CrsEmulator EMULATOR = CrsEmulator.start();
    private static final JdkTransport TRANSPORT = new JdkTransport();

    @AfterContainer
    static void close() {
        TRANSPORT.close();
        EMULATOR.close();
    }

    private static TaskClient client(ApiV3 protocol, Credentials credentials) {
        return TaskClient.builder()
                .region("ap-guangzhou")
                .protocol(protocol)
                .endpoint(EMULATOR.endpointV3())
                .credentials(credentials)
                .transport(TRANSPORT)
                .rateLimiter(RateLimiter.unlimited())
                .retryPolicy(RetryPolicy.none())
                .build();
    }

    private static TaskClient client(ApiV3 protocol) {
        return client(protocol, Credentials.of(EMULATOR.secretId(), EMULATOR.secretKey()));
    }

    private static RedisClient sdk(Option<ApiV3.Language> language, Credential credential) {
        HttpProfile http = new HttpProfile();
        http.setProtocol("http://");
        http.setEndpoint(EMULATOR.endpointV3().getAuthority());
        ClientProfile profile = new ClientProfile();
        profile.setHttpProfile(http);
        language.forEach(
                named -> profile.setLanguage(com.tencentcloudapi.common.profile.Language.valueOf(named.name())));
        return new RedisClient(credential, "ap-guangzhou", profile);
    }

    private static RedisClient sdk(Option<ApiV3.Language> language) {
        return sdk(language, new Credential(EMULATOR.secretId(), EMULATOR.secretKey()));
    }

    private static ApiV3 protocol(Set<String> operators, Option<ApiV3.Language> language) {
        ApiV3 scoped = operators.isEmpty() ? ApiV3.create() : ApiV3.create().operatedBy(operators);
        return language.map(scoped::language).getOrElse(scoped);
    }

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.lists();
    }

    @Provide
    Arbitrary<QuerySample> queries() {
        return QueryArbitraries.queries();
    }

    @Provide
    Arbitrary<Set<String>> operators() {
        return Arbitraries.of(OPERATORS).set();
    }

    @Provide
    Arbitrary<Option<ApiV3.Language>> languages() {
        return Arbitraries.of(ApiV3.Language.class).injectNull(0.3).map(Option::of);
    }

    /** Returns the id of the account that submitted a task; the last of them submitted tasks that have no operator. */
    private static String operator(int index) {
        return OPERATORS.get(index % OPERATORS.size());
    }

    private static TaskRow row(Task task, int index) {
        TaskRow row = ApiVersion.row(task);
        return index % 4 == 3 ? row : row.withOperateUin(operator(index));
    }

    /** Replaces the tasks of the emulator; returns those of some operators as a client reads them. */
    private static List<Task> replaceTasks(List<Task> submitted, Set<String> operators) {
        EMULATOR.reset();
        long first = EMULATOR.tasks()
                .replaceAll(IntStream.range(0, submitted.size())
                        .mapToObj(i -> row(submitted.get(i), i))
                        .toList());
        return IntStream.range(0, submitted.size())
                .filter(i -> operators.isEmpty() || (i % 4 != 3 && operators.contains(operator(i))))
                .mapToObj(i -> ApiVersion.V3.asReported(submitted.get(i), first + i))
                .toList();
    }

    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void everyQueryIsAnsweredAmongTheTasksOfTheOperators(
            @ForAll("lists") List<Task> submitted,
            @ForAll("operators") Set<String> operators,
            @ForAll("queries") QuerySample sample,
            @ForAll @IntRange(min = 1, max = 5) int limit) {
        List<Task> expected = ReferenceModel.list(replaceTasks(submitted, operators), sample.meaning());
        TaskClient client = client(protocol(operators, Option.none()));

        assertThat(client.list(sample.query()).get()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(client.count(sample.query())).isEqualTo(Either.right(expected.size()));
        assertThat(client.page(sample.query(), 0, limit).get().totalCount()).isEqualTo(expected.size());
        assertThat(EMULATOR.acceptedRequests())
                .allSatisfy(request -> assertThat(operatorsOf(request)).isEqualTo(operators));
    }

    private static Set<String> operatorsOf(ReceivedRequest request) {
        Set<String> operators = new TreeSet<>();
        request.parameters().forEach((name, value) -> {
            if (name.startsWith("OperateUin.")) {
                operators.add(value);
            }
        });
        return operators;
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void bothClientsListTheTasksOfTheSameOperators(
            @ForAll("lists") List<Task> submitted,
            @ForAll("operators") Set<String> operators,
            @ForAll("languages") Option<ApiV3.Language> language)
            throws TencentCloudSDKException {
        replaceTasks(submitted, operators);
        DescribeTaskListRequest request = new DescribeTaskListRequest();
        request.setLimit(100L);
        request.setOffset(0L);
        if (!operators.isEmpty()) {
            request.setOperateUin(operators.toArray(String[]::new));
        }

        List<Long> bySdk = Stream.of(sdk(language).DescribeTaskList(request).getTasks())
                .map(TaskInfoDetail::getTaskId)
                .toList();
        List<Long> byClient = client(protocol(operators, language)).list(TaskQuery.all()).get().stream()
                .map(task -> task.taskId().get())
                .toList();

        assertThat(byClient).isEqualTo(bySdk);
        assertThat(EMULATOR.acceptedRequests()).hasSize(2).allSatisfy(received -> {
            assertThat(operatorsOf(received)).isEqualTo(operators);
            assertThat(received.parameter("X-TC-Language"))
                    .isEqualTo(language.map(ApiV3.Language::wireName).toJavaOptional());
        });
    }

    /** The mistakes that the service explains in the language of the request. */
    private enum Mistake {
        WRONG_KEY("AuthFailure.SignatureFailure"),
        WRONG_ID("AuthFailure.SecretIdNotFound"),
        UNKNOWN_TOKEN("AuthFailure.TokenFailure");

        private final String code;

        Mistake(String code) {
            this.code = code;
        }

        String id() {
            return this == WRONG_ID ? "nobody" : EMULATOR.secretId();
        }

        String key() {
            return this == WRONG_KEY ? "wrong" : EMULATOR.secretKey();
        }

        Credentials credentials() {
            return this == UNKNOWN_TOKEN
                    ? Credentials.temporary(id(), key(), "unknown-token")
                    : Credentials.of(id(), key());
        }

        Credential sdkCredential() {
            return this == UNKNOWN_TOKEN ? new Credential(id(), key(), "unknown-token") : new Credential(id(), key());
        }
    }

    @Property
    void bothClientsReceiveTheSameErrorInTheSameLanguage(
            @ForAll Mistake mistake, @ForAll("languages") Option<ApiV3.Language> language) {
        EMULATOR.reset();
        TaskError error = client(protocol(Set.of(), language), mistake.credentials())
                .count(TaskQuery.all())
                .getLeft();

        assertThat(error).isInstanceOfSatisfying(TaskError.Rejected.class, rejected -> {
            assertThat(rejected.rawCode()).isEqualTo(mistake.code);
            assertThat(rejected.message()).contains(rejected.serviceMessage());
            assertThat(rejected.serviceMessage().codePoints().anyMatch(Character::isIdeographic))
                    .isEqualTo(language.contains(ApiV3.Language.ZH_CN));
            assertThatThrownBy(() ->
                            sdk(language, mistake.sdkCredential()).DescribeTaskList(new DescribeTaskListRequest()))
                    .isInstanceOfSatisfying(TencentCloudSDKException.class, bySdk -> {
                        assertThat(bySdk.getErrorCode()).isEqualTo(mistake.code);
                        assertThat(bySdk.getMessage()).contains(rejected.serviceMessage());
                    });
        });
    }

    @Example
    void refusedRegionIsExplainedByTheHostOfTheRegion() {
        EMULATOR.reset();
        EMULATOR.intercept(request -> InterceptorAction.reply(200, ApiVersion.V3.errorBody("UnsupportedRegion")));

        assertThat(client(ApiV3.create()).count(TaskQuery.all()).getLeft().message())
                .contains("UnsupportedRegion", "region(...)", "host(REGIONAL)", "endpoint(...)");
    }

    /** Filters by every code that replies contain, as the published example does with 037. */
    @Example
    void typeFilterTakesTheCodeOfReplies() throws TencentCloudSDKException {
        EMULATOR.reset();
        EMULATOR.tasks()
                .replaceAll(IntStream.rangeClosed(1, 70)
                        .mapToObj(code -> TaskRow.pending(NOON, String.format("%03d", code), "name", "crs-1"))
                        .toList());
        TaskClient client = client(ApiV3.create());
        RedisClient sdk = sdk(Option.none());
        Map<TaskType, List<Task>> tasks =
                client.list(TaskQuery.all()).get().stream().collect(Collectors.groupingBy(Task::type));
        tasks.remove(TaskType.UNKNOWN_TYPE);

        assertThat(tasks).hasSize(58);
        for (Map.Entry<TaskType, List<Task>> entry : tasks.entrySet()) {
            Task task = entry.getValue().get(0);
            assertThat(client.list(TaskQuery.type(entry.getKey())).get()).containsExactly(task);
            DescribeTaskListRequest request = new DescribeTaskListRequest();
            request.setTaskTypes(new String[] {task.typeName()});
            assertThat(sdk.DescribeTaskList(request).getTasks())
                    .singleElement()
                    .returns(task.typeName(), TaskInfoDetail::getTaskType)
                    .returns(task.taskId().get(), TaskInfoDetail::getTaskId);
        }
    }

    @Example
    void publishedCodesAreThoseOfTheFilter() {
        assertThat(client(ApiV3.create())
                        .explain(TaskQuery.type(TaskType.MODIFY_ACCOUNT, TaskType.MODIFY_PARAMETERS))
                        .lists()
                        .get(0)
                        .parameters())
                .containsEntry("TaskTypes.0", "037")
                .containsEntry("TaskTypes.1", "034");
    }

    @Example
    void waitsWatchesAndPublishersSeeTheTasksOfTheOperatorsAlone() throws InterruptedException {
        EMULATOR.reset();
        TaskRow backup = TaskRow.pending(NOON, "backupInstance", "name", "crs-1");
        EMULATOR.tasks()
                .replaceAll(List.of(
                        backup.withOperateUin(OPERATORS.get(0)).withState(2, 1),
                        backup.withOperateUin(OPERATORS.get(1)).withState(1, 0),
                        backup.withState(3, 0)));
        PollSchedule often = PollSchedule.of(Duration.ofMillis(1));

        try (TaskClient client = client(ApiV3.create().operatedBy(OPERATORS.get(0)))) {
            WaitOutcome outcome =
                    client.await(TaskQuery.all(), WaitOptions.defaults().withPollSchedule(often));
            assertThat(outcome).isInstanceOf(WaitOutcome.Completed.class);
            assertThat(outcome.tasks()).hasSize(1);
            assertThat(client.stream(TaskQuery.all())).hasSize(1);
            assertThat(QueueSubscriber.collect(client.publisher(TaskQuery.all()), 9))
                    .hasSize(1);
            try (QueueSubscriber<TaskChange> changes =
                    QueueSubscriber.inBatches(client.watch(TaskQuery.all(), often), 1)) {
                assertThat(changes.next())
                        .isEqualTo(Option.some(
                                new TaskChange.Appeared(outcome.tasks().get(0))));
                EMULATOR.tasks().submit(backup.withOperateUin(OPERATORS.get(1)));
                EMULATOR.tasks().submit(backup.withOperateUin(OPERATORS.get(0)).withRedisName("second"));
                assertThat(changes.next().get().task().instanceName()).isEqualTo("second");
            }
        }
        assertThat(EMULATOR.acceptedRequests())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(operatorsOf(request)).containsExactly(OPERATORS.get(0)));
    }
}
