package io.github.crstasks.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;

class ProfileFileFuzzTest {
    @DictionaryEntries({
        "[default]\\x0A",
        "secret_id = ",
        "secret_key = ",
        "token = ",
        "# ",
        "; ",
        ":",
        "\\x0D\\x0A",
        "\\xEF\\xBB\\xBF"
    })
    @FuzzTest
    void anyFileHasCredentialsOrAnErrorThatDoesNotShowItsValues(byte[] content) {
        Either<TaskError, Credentials> result = ProfileFile.parse("credentials", content)
                .flatMap(file -> file.read("secret_id", "secret_key", ProfileFile.TOKENS));

        result.peek(found -> assertThat(new String(content, StandardCharsets.ISO_8859_1).replace("\0", ""))
                        .contains(found.secretId(), found.secretKey()))
                .peekLeft(RoleFuzzOracle::assertReadable);
    }
}
