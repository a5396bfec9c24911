package io.github.crstasks.auth;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

class InstanceRoleFuzzTest {
    @DictionaryEntries({
        "\"TmpSecretId\":",
        "\"TmpSecretKey\":",
        "\"Token\":",
        "\"ExpiredTime\":",
        "\"Expiration\":",
        "\"Code\":",
        "\"Success\"",
        "1791720000",
        "null",
        "\\u"
    })
    @FuzzTest
    void anyReplyOfTheMetadataServiceIsReadLikeItsJsonTreeOrExplained(byte[] body) {
        RoleFuzzOracle.check(InstanceRole.named("reader"), body);
        RoleFuzzOracle.check(InstanceRole.bound(), body);
    }
}
