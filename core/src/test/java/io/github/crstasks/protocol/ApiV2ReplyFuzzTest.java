package io.github.crstasks.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonObject;
import io.github.crstasks.error.TaskError.Rejected;
import io.github.crstasks.task.Task;
import java.io.IOException;

class ApiV2ReplyFuzzTest {
    @DictionaryEntries({
        "\"code\":",
        "\"codeDesc\":",
        "\"message\":",
        "\"totalCount\":",
        "\"data\":",
        "\"redisTaskSet\":",
        "\"startTime\":",
        "\"taskName\":",
        "\"redisId\":",
        "\"redisName\":",
        "\"projectId\":",
        "\"status\":",
        "\"progress\":",
        "\"2017-02-10 16:56:18\"",
        "null",
        "\\u"
    })
    @FuzzTest
    void any_body_says_what_its_tree_says_or_is_malformed(byte[] body) throws IOException {
        new ReplyWitness(ApiV2.create()) {
            @Override
            void agree(TaskRows rows, JsonObject tree) {
                assertThat(text(tree, "code")).contains("0");
                assertThat(rows.totalCount())
                        .isNotNegative()
                        .isEqualTo(integer(tree, "totalCount").get());
                assertThat(rows.tasks())
                        .containsExactlyElementsOf(objects(object(tree, "data"), "redisTaskSet")
                                .map(ApiV2ReplyFuzzTest::task)
                                .toList());
            }

            @Override
            void agree(Rejected refusal, JsonObject tree) {
                assertThat(text(tree, "code")).contains(refusal.rawCode()).doesNotContain("0");
                assertThat(refusal.codeDesc()).isEqualTo(text(tree, "codeDesc").getOrElse(""));
                assertThat(refusal.serviceMessage())
                        .isEqualTo(text(tree, "message").getOrElse(""));
                refusal.moduleCode()
                        .forEach(module -> assertThat(refusal.serviceMessage()).startsWith("("));
            }
        }.hear(body);
    }

    private static Task task(JsonObject row) {
        String type = ReplyWitness.text(row, "taskName").get();
        int status = ReplyWitness.integer(row, "status").get();
        return Task.builder()
                .submittedAt(
                        ReplyWitness.moment(ReplyWitness.text(row, "startTime").get()))
                .type(ApiV2Names.type(type))
                .typeName(type)
                .status(ApiV2Names.status(status))
                .statusCode(status)
                .instanceId(ReplyWitness.text(row, "redisId").get())
                .instanceName(ReplyWitness.text(row, "redisName").getOrElse(""))
                .projectId(ReplyWitness.integer(row, "projectId").getOrElse(0))
                .progress(ReplyWitness.number(row, "progress").getOrElse(0.0))
                .build();
    }
}
