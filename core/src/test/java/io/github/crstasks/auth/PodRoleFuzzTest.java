package io.github.crstasks.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

class PodRoleFuzzTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @DictionaryEntries({
        "\"Response\":",
        "\"Credentials\":",
        "\"TmpSecretId\":",
        "\"TmpSecretKey\":",
        "\"Token\":",
        "\"ExpiredTime\":",
        "\"Error\":",
        "\"Code\":",
        "\"Message\":",
        "\"RequestId\":",
        "1791720000",
        "null"
    })
    @FuzzTest
    void anyReplyOfStsIsReadLikeItsJsonTreeOrExplained(byte[] body) throws IOException {
        Path token = Files.createTempFile("token", ".jwt");
        try {
            Files.write(token, "token-of-the-pod".getBytes(UTF_8));
            Map<String, String> variables = Map.of(
                    "TKE_REGION", "ap-guangzhou",
                    "TKE_PROVIDER_ID", "cls-1",
                    "TKE_WEB_IDENTITY_TOKEN_FILE", token.toString(),
                    "TKE_ROLE_ARN", "qcs::cam::uin/1:roleName/reader");
            RoleFuzzOracle.check(new PodRole(variables::get, () -> NOW), body, "Response", "Credentials");
        } finally {
            Files.delete(token);
        }
    }
}
