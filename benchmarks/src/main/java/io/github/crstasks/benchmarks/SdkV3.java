package io.github.crstasks.benchmarks;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.redis.v20180412.RedisClient;
import com.tencentcloudapi.redis.v20180412.models.DescribeTaskListRequest;
import com.tencentcloudapi.redis.v20180412.models.DescribeTaskListResponse;

/** A loop over the official SDK of API 3.0. */
record SdkV3(RedisClient client) implements PageReader {
    SdkV3(String endpoint) {
        this(client(endpoint));
    }

    private static RedisClient client(String endpoint) {
        int host = endpoint.indexOf("//") + 2;
        HttpProfile http = new HttpProfile();
        http.setProtocol(endpoint.substring(0, host));
        http.setEndpoint(endpoint.substring(host));
        return new RedisClient(
                new Credential("id", "key"), "ap-guangzhou", new ClientProfile(ClientProfile.SIGN_TC3_256, http));
    }

    @Override
    public Read read(int offset) throws Exception {
        DescribeTaskListRequest request = new DescribeTaskListRequest();
        request.setOffset((long) offset);
        request.setLimit(100L);
        DescribeTaskListResponse page = client.DescribeTaskList(request);
        return new Read(page.getTasks().length, page.getTotalCount().intValue());
    }
}
