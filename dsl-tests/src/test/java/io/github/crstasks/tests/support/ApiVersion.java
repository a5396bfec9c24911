package io.github.crstasks.tests.support;

import static java.util.Map.entry;

import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.ReceivedRequest;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.internal.wire.ProtocolCodec;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testkit.EmulatedTasks;
import io.vavr.control.Option;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The differences between the versions of the service API, so that a property can run over each of them. */
@SuppressWarnings("ImmutableEnumChecker") // Protocols and the lists of List.of are immutable.
public enum ApiVersion {
    V2(
            ApiV2.create(),
            "4400",
            "6000",
            "6200",
            "4500",
            List.of("4000", "4100", "4104", "4105", "4600", "5000", "11201", "77777")) {
        @Override
        public URI endpoint(CrsEmulator emulator) {
            return emulator.endpoint();
        }

        @Override
        public Task asReported(Task task, long id) {
            return task;
        }

        @Override
        public String errorBody(String code) {
            return "{\"code\": " + code + "}";
        }

        @Override
        public String parameter(ReceivedRequest request, String name) {
            return request.parameter(name).orElse("");
        }

        @Override
        public String signature(ReceivedRequest request) {
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
        public URI endpoint(CrsEmulator emulator) {
            return emulator.endpointV3();
        }

        @Override
        public Task asReported(Task task, long id) {
            boolean failed = task.status() == TaskStatus.FAILED || task.status() == TaskStatus.ERRORED;
            TaskStatus status = failed ? TaskStatus.FAILED : task.status();
            return TaskFixtures.copyOf(task)
                    .taskId(id)
                    .type(task.typeName().equals("017") ? TaskType.AUTO_BACKUP : task.type())
                    .typeName(TYPE_CODES.getOrDefault(task.typeName(), task.typeName()))
                    .status(status)
                    .statusCode(failed ? Option.some(4L) : task.statusCode())
                    .endedAt(endOf(task))
                    .build();
        }

        @Override
        public String errorBody(String code) {
            return "{\"Response\": {\"Error\": {\"Code\": \"" + code + "\"}, \"RequestId\": \"r\"}}";
        }

        @Override
        public String parameter(ReceivedRequest request, String name) {
            String field = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            return request.parameter(field).orElse("");
        }

        @Override
        public String signature(ReceivedRequest request) {
            return request.parameter("Authorization").orElseThrow();
        }
    };

    private static final Map<String, String> TYPE_CODES = Map.ofEntries(
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
    private final String quotaExceededCode;
    private final String internalErrorCode;
    private final String maintenanceCode;
    private final String expiredSignatureCode;
    private final List<String> permanentErrorCodes;

    ApiVersion(
            TaskListProtocol protocol,
            String quotaExceededCode,
            String internalErrorCode,
            String maintenanceCode,
            String expiredSignatureCode,
            List<String> permanentErrorCodes) {
        this.protocol = protocol;
        this.quotaExceededCode = quotaExceededCode;
        this.internalErrorCode = internalErrorCode;
        this.maintenanceCode = maintenanceCode;
        this.expiredSignatureCode = expiredSignatureCode;
        this.permanentErrorCodes = permanentErrorCodes;
    }

    public abstract URI endpoint(CrsEmulator emulator);

    /** Returns the task that a client reads for a {@link #row} that the emulator keeps under this id. */
    public abstract Task asReported(Task task, long id);

    /** Returns the body of an error response with a code. */
    public abstract String errorBody(String code);

    /** Returns the value of a request parameter, by its name in API 2.0. */
    public abstract String parameter(ReceivedRequest request, String name);

    public abstract String signature(ReceivedRequest request);

    /**
     * Returns the row of a task for the emulator. A task in a terminal status ended nine seconds after its submission; a task
     * without a time has no end either.
     */
    public static TaskRow row(Task task) {
        TaskRow row = EmulatedTasks.rowOf(task);
        return endOf(task).map(row::withEndTime).getOrElse(row);
    }

    private static Option<Instant> endOf(Task task) {
        return task.submittedAt().filter(start -> task.status().isTerminal()).map(start -> start.plusSeconds(9));
    }

    public TaskListProtocol protocol() {
        return protocol;
    }

    public ProtocolCodec codec() {
        return ProtocolCodec.of(protocol);
    }

    /** Returns the smallest page size with which two consecutive pages of a changing list can overlap in every test. */
    public int smallestOverlappingPage() {
        return codec().capabilities().pages().offsetIsMultipleOfLimit() ? 5 : 2;
    }

    public String quotaExceededCode() {
        return quotaExceededCode;
    }

    public String internalErrorCode() {
        return internalErrorCode;
    }

    public String maintenanceCode() {
        return maintenanceCode;
    }

    /** Returns the code for a timestamp outside the range that the service accepts. */
    public String expiredSignatureCode() {
        return expiredSignatureCode;
    }

    /** Returns codes that no retry can resolve. */
    public List<String> permanentErrorCodes() {
        return permanentErrorCodes;
    }
}
