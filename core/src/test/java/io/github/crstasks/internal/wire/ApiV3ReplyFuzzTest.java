package io.github.crstasks.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonObject;
import io.github.crstasks.error.TaskError.Rejected;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.vavr.control.Option;
import io.vavr.control.Try;
import java.io.IOException;

class ApiV3ReplyFuzzTest {
    @DictionaryEntries({
        "\"Response\":", "\"RequestId\":", "\"TotalCount\":", "\"Tasks\":", "\"Error\":",
        "\"Code\":", "\"Message\":", "\"TaskId\":", "\"TaskType\":", "\"StartTime\":",
        "\"EndTime\":", "\"InstanceId\":", "\"InstanceName\":", "\"ProjectId\":", "\"Progress\":",
        "\"Result\":", "\"2019-11-15 14:25:37\"", "null", "\\u"
    })
    @FuzzTest
    void anyBodyIsDecodedLikeItsJsonTreeOrMalformed(byte[] body) throws IOException {
        new ReplyOracle(ApiV3.create()) {
            @Override
            void assertAgrees(TaskListReply reply, JsonObject tree) {
                JsonObject response = object(tree, "Response");
                assertThat(member(response, "Error")).isEmpty();
                assertThat(reply.requestId()).isEqualTo(textIfAny(response, "RequestId"));
                assertThat(reply.totalCount())
                        .isNotNegative()
                        .isEqualTo(integer(response, "TotalCount").get());
                assertThat(reply.tasks())
                        .containsExactlyElementsOf(objects(response, "Tasks")
                                .map(ApiV3ReplyFuzzTest::task)
                                .toList());
            }

            @Override
            void assertAgrees(Rejected rejection, JsonObject tree) {
                JsonObject response = object(tree, "Response");
                JsonObject error = object(response, "Error");
                assertThat(rejection.requestId()).isEqualTo(textIfAny(response, "RequestId"));
                assertThat(rejection.serviceMessage())
                        .isEqualTo(textIfAny(error, "Message").getOrElse(""));
            }

            @Override
            Option<String> refusalCode(JsonObject tree) {
                return textIfAny(object(object(tree, "Response"), "Error"), "Code");
            }
        }.check(body);
    }

    private static Task task(JsonObject row) {
        String type = ReplyOracle.text(row, "TaskType").getOrElse("");
        Option<Long> code = ReplyOracle.integer64(row, "Result");
        TaskStatus status = code.map(ApiV3Names::status).getOrElse(TaskStatus.UNKNOWN_STATUS);
        return Task.builder()
                .taskId(ReplyOracle.integer64(row, "TaskId"))
                .submittedAt(ReplyOracle.momentIfAny(row, "StartTime"))
                .endedAt(ReplyOracle.textIfAny(row, "EndTime")
                        .flatMap(time -> Try.of(() -> ReplyOracle.moment(time)).toOption()))
                .type(ApiV3Names.type(type))
                .typeName(type)
                .status(status)
                .statusCode(code)
                .instanceId(ReplyOracle.text(row, "InstanceId").getOrElse(""))
                .instanceName(ReplyOracle.text(row, "InstanceName").getOrElse(""))
                .projectId(ReplyOracle.integer64(row, "ProjectId").getOrElse(0L))
                .progress(ReplyOracle.number(row, "Progress").getOrElse(0.0))
                .build();
    }
}
