package io.github.crstasks.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonObject;
import io.github.crstasks.error.TaskError.Rejected;
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
    void any_body_says_what_its_tree_says_or_is_malformed(byte[] body) throws IOException {
        new ReplyWitness(ApiV3.create()) {
            @Override
            void agree(TaskRows rows, JsonObject tree) {
                JsonObject response = object(tree, "Response");
                assertThat(member(response, "Error")).isEmpty();
                assertThat(rows.requestId()).isEqualTo(text(response, "RequestId"));
                assertThat(rows.totalCount())
                        .isNotNegative()
                        .isEqualTo(integer(response, "TotalCount").get());
                assertThat(rows.tasks())
                        .containsExactlyElementsOf(objects(response, "Tasks")
                                .map(ApiV3ReplyFuzzTest::task)
                                .toList());
            }

            @Override
            void agree(Rejected refusal, JsonObject tree) {
                JsonObject response = object(tree, "Response");
                JsonObject error = object(response, "Error");
                assertThat(refusal.requestId()).isEqualTo(text(response, "RequestId"));
                assertThat(text(error, "Code")).contains(refusal.rawCode());
                assertThat(refusal.serviceMessage())
                        .isEqualTo(text(error, "Message").getOrElse(""));
            }
        }.hear(body);
    }

    private static Task task(JsonObject row) {
        String type = ReplyWitness.text(row, "TaskType").getOrElse("");
        Option<Integer> code = ReplyWitness.integer(row, "Result");
        TaskStatus status = code.map(ApiV3Names::status).getOrElse(TaskStatus.UNKNOWN);
        double progress = ReplyWitness.number(row, "Progress").getOrElse(0.0);
        return Task.builder()
                .taskId(ReplyWitness.text(row, "TaskId").map(ApiV3ReplyFuzzTest::id))
                .submittedAt(
                        ReplyWitness.moment(ReplyWitness.text(row, "StartTime").get()))
                .endedAt(ReplyWitness.text(row, "EndTime")
                        .flatMap(time -> Try.of(() -> ReplyWitness.moment(time)).toOption()))
                .type(ApiV3Names.type(type))
                .typeName(type)
                .status(status)
                .statusCode(code)
                .instanceId(ReplyWitness.text(row, "InstanceId").getOrElse(""))
                .instanceName(ReplyWitness.text(row, "InstanceName").getOrElse(""))
                .projectId(ReplyWitness.integer(row, "ProjectId").getOrElse(0))
                .progress(progress)
                .finished(status == TaskStatus.UNKNOWN ? progress >= 1 : status.isTerminal())
                .build();
    }

    /** A double has no room for every long, but may be how the number is written. */
    private static long id(String number) {
        return Try.of(() -> Long.valueOf(number))
                .getOrElse(() -> Double.valueOf(number).longValue());
    }
}
