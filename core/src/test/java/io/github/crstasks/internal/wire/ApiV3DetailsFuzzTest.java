package io.github.crstasks.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.io.IOException;

class ApiV3DetailsFuzzTest {
    private static final ServiceRequest<TaskDetails> REQUEST =
            ProtocolCodec.of(ApiV3.create()).details().get().request(42, TaskType.UNKNOWN_TYPE);

    @DictionaryEntries({
        "\"Response\":", "\"RequestId\":", "\"Status\":", "\"StartTime\":", "\"TaskType\":",
        "\"InstanceId\":", "\"TaskMessage\":", "\"Error\":", "\"Code\":", "\"Message\":",
        "\"failed\"", "\"2019-11-15 14:25:37\"", "null", "\\u"
    })
    @FuzzTest
    void anyBodyIsDecodedLikeItsJsonTreeOrExplained(byte[] body) throws IOException {
        Either<TaskError, TaskDetails> result = REQUEST.decode(
                        new TransportResponse(200, TransportHeaders.none(), body))
                .outcome();

        result.peekLeft(
                error -> assertThat(error.message()).hasSizeLessThan(2_000).doesNotContainPattern("\\p{Cc}"));
        if (result.isLeft() && result.getLeft() instanceof TaskError.Malformed) {
            assertThat(ReplyOracle.strictTree(body)
                            .map(tree -> ReplyOracle.object(ReplyOracle.object(tree, "Response"), "Error"))
                            .flatMap(error -> ReplyOracle.textIfAny(error, "Code"))
                            .filter(ReplyOracle::isUtf8))
                    .isEmpty();
        }
        if (result.isRight() && ReplyOracle.namesAreUnique(ReplyOracle.utf8(body))) {
            JsonObject response = ReplyOracle.object(
                    JsonParser.parseReader(ReplyOracle.utf8(body)).getAsJsonObject(), "Response");
            assertThat(result.get())
                    .returns(42L, TaskDetails::taskId)
                    .returns(ReplyOracle.text(response, "Status").getOrElse(""), TaskDetails::statusName)
                    .returns(ReplyOracle.text(response, "TaskType").getOrElse(""), TaskDetails::typeName)
                    .returns(ReplyOracle.text(response, "InstanceId").getOrElse(""), TaskDetails::instanceId)
                    .returns(ReplyOracle.text(response, "TaskMessage").getOrElse(""), TaskDetails::message);
        }
    }
}
