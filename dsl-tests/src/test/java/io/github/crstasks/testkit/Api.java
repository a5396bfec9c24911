package io.github.crstasks.testkit;

import static java.util.Map.entry;

import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.ReceivedRequest;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Option;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What differs between the versions of the service, so that a property can run over each of them. */
@SuppressWarnings("ImmutableEnumChecker") // A protocol is immutable, and so is a list of List.of.
enum Api {
    V2(
            ApiV2.create(),
            "4400",
            "6000",
            "6200",
            "4500",
            List.of("4000", "4100", "4104", "4105", "4600", "5000", "11201", "77777")) {
        @Override
        URI endpoint(CrsEmulator emulator) {
            return emulator.endpoint();
        }

        @Override
        Task sent(Task task, long handle) {
            return task;
        }

        @Override
        String refusal(String code) {
            return "{\"code\": " + code + "}";
        }

        @Override
        String parameter(ReceivedRequest request, String name) {
            return request.parameter(name).orElse("");
        }

        @Override
        String signature(ReceivedRequest request) {
            return request.parameter("Signature").orElseThrow();
        }
    },
    V3(
            ApiV3.create(),
            "RequestLimitExceeded.UinLimitExceeded",
            "InternalError.DbOperationFailed",
            "ServiceUnavailable",
            "AuthFailure.SignatureExpire",
            List.of(
                    "InvalidParameterValue",
                    "AuthFailure.SignatureFailure",
                    "AuthFailure.SecretIdNotFound",
                    "AuthFailure.TokenFailure",
                    "UnauthorizedOperation",
                    "ResourceNotFound",
                    "FailedOperation",
                    "LimitExceeded",
                    "Invented")) {
        @Override
        URI endpoint(CrsEmulator emulator) {
            return emulator.endpointV3();
        }

        @Override
        Task sent(Task task, long handle) {
            boolean failed = task.status() == TaskStatus.FAILED || task.status() == TaskStatus.ERRORED;
            TaskStatus status = failed ? TaskStatus.FAILED : task.status();
            boolean known = status != TaskStatus.UNKNOWN;
            Task.Builder sent = Task.builder();
            sent.from(task);
            return sent.taskId(handle)
                    .type(task.typeName().equals("017") ? TaskType.AUTO_BACKUP : task.type())
                    .typeName(CODES.getOrDefault(task.typeName(), task.typeName()))
                    .status(status)
                    .statusCode(failed ? Option.some(4) : task.statusCode())
                    .endedAt(Option.ofOptional(row(task).endTime()))
                    .finished(known ? status == TaskStatus.SUCCEEDED || failed : task.progress() == 1)
                    .build();
        }

        @Override
        String refusal(String code) {
            return "{\"Response\": {\"Error\": {\"Code\": \"" + code + "\"}, \"RequestId\": \"r\"}}";
        }

        @Override
        String parameter(ReceivedRequest request, String name) {
            String field = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            return request.parameter(field).orElse("");
        }

        @Override
        String signature(ReceivedRequest request) {
            return request.parameter("Authorization").orElseThrow();
        }
    };

    private static final Map<String, String> CODES = Map.ofEntries(
            entry("newInstance", "001"),
            entry("resizeInstance", "002"),
            entry("closeInstance", "003"),
            entry("cleanInstance", "004"),
            entry("startInstance", "005"),
            entry("deleteInstance", "006"),
            entry("setPassword", "007"),
            entry("importRdb", "008"),
            entry("exportBackup", "009"),
            entry("restoreBackup", "010"),
            entry("restoreStream", "011"),
            entry("backupInstance", "012"));

    private final TaskListProtocol protocol;
    private final String quotaExceeded;
    private final String internalError;
    private final String maintenance;
    private final String expired;
    private final List<String> refusals;

    Api(
            TaskListProtocol protocol,
            String quotaExceeded,
            String internalError,
            String maintenance,
            String expired,
            List<String> refusals) {
        this.protocol = protocol;
        this.quotaExceeded = quotaExceeded;
        this.internalError = internalError;
        this.maintenance = maintenance;
        this.expired = expired;
        this.refusals = refusals;
    }

    abstract URI endpoint(CrsEmulator emulator);

    /** What a client makes of the reply about a task that {@link #row} has put into the emulator. */
    abstract Task sent(Task task, long handle);

    /** The body that refuses with a code. */
    abstract String refusal(String code);

    /** The value of a parameter that API 2.0 calls by this name. */
    abstract String parameter(ReceivedRequest request, String name);

    abstract String signature(ReceivedRequest request);

    /** The task for the emulator; what has ended did so nine seconds later. */
    static TaskRow row(Task task) {
        Optional<Instant> end = Optional.of(task.submittedAt().plusSeconds(9))
                .filter(ended -> task.status().isTerminal());
        return new TaskRow(
                task.submittedAt(),
                task.typeName(),
                task.instanceName(),
                task.instanceId(),
                task.projectId(),
                task.statusCode().get(),
                (int) task.progress(),
                end);
    }

    TaskListProtocol protocol() {
        return protocol;
    }

    /** So many rows that two pages can share one wherever they meet in a list of these tests. */
    int smallestJoinablePage() {
        return protocol.pushdown().pages().aligned() ? 5 : 2;
    }

    String quotaExceeded() {
        return quotaExceeded;
    }

    String internalError() {
        return internalError;
    }

    String maintenance() {
        return maintenance;
    }

    /** The code for a timestamp that is not believed. */
    String expired() {
        return expired;
    }

    /** Codes of which no retry helps. */
    List<String> refusals() {
        return refusals;
    }
}
