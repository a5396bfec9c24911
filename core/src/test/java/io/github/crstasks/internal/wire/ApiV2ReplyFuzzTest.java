package io.github.crstasks.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonObject;
import io.github.crstasks.error.TaskError.Rejected;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.task.Task;
import io.vavr.control.Option;
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
    void anyBodyIsDecodedLikeItsJsonTreeOrMalformed(byte[] body) throws IOException {
        new ReplyOracle(ApiV2.create()) {
            @Override
            void assertAgrees(TaskListReply reply, JsonObject tree) {
                assertThat(text(tree, "code")).contains("0");
                assertThat(reply.totalCount())
                        .isNotNegative()
                        .isEqualTo(integer(tree, "totalCount").get());
                assertThat(reply.tasks())
                        .containsExactlyElementsOf(objects(object(tree, "data"), "redisTaskSet")
                                .map(ApiV2ReplyFuzzTest::task)
                                .toList());
            }

            @Override
            void assertAgrees(Rejected rejection, JsonObject tree) {
                assertThat(rejection.codeDesc())
                        .isEqualTo(textIfAny(tree, "codeDesc").getOrElse(""));
                assertThat(rejection.serviceMessage())
                        .isEqualTo(textIfAny(tree, "message").getOrElse(""));
                rejection
                        .moduleCode()
                        .forEach(
                                module -> assertThat(rejection.serviceMessage()).startsWith("("));
            }

            @Override
            Option<String> refusalCode(JsonObject tree) {
                return textIfAny(tree, "code").filter(code -> !code.equals("0"));
            }
        }.check(body);
    }

    private static Task task(JsonObject row) {
        String type = ReplyOracle.text(row, "taskName").get();
        long status = ReplyOracle.integer64(row, "status").get();
        return Task.builder()
                .submittedAt(ReplyOracle.momentIfAny(row, "startTime"))
                .type(ApiV2Names.type(type))
                .typeName(type)
                .status(ApiV2Names.status(status))
                .statusCode(status)
                .instanceId(ReplyOracle.text(row, "redisId").get())
                .instanceName(ReplyOracle.text(row, "redisName").getOrElse(""))
                .projectId(ReplyOracle.integer64(row, "projectId").getOrElse(0L))
                .progress(ReplyOracle.number(row, "progress").getOrElse(0.0))
                .build();
    }
}
