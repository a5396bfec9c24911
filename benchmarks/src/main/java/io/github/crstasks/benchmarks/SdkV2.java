package io.github.crstasks.benchmarks;

import com.qcloud.Common.Request;
import java.util.TreeMap;

/** A loop over the official SDK of API 2.0, which returns texts. */
record SdkV2(String endpoint) implements PageReader {
    @Override
    public Read read(int offset) {
        TreeMap<String, Object> parameters = new TreeMap<>();
        parameters.put("Action", "GetRedisTaskList");
        parameters.put("Region", "gz");
        parameters.put("limit", 100);
        parameters.put("offset", offset);
        int host = endpoint.indexOf("//") + 2;
        String signed = Request.generateUrl(parameters, "id", "key", "GET", endpoint.substring(host), "/v2/index.php");
        // The SDK signs for https only.
        String uri = endpoint.substring(0, host) + signed.substring("https://".length());
        return BareApi.V2.decode(Request.sendRequest(uri, new TreeMap<>(), "GET", ""));
    }
}
