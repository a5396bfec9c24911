package io.github.crstasks.benchmarks;

import java.util.List;

/** The names of works, competitors and measures that the results and the goals share. */
final class CostWorks {
    static final String URL_CONNECTION = "bare HttpURLConnection";
    static final String HTTP_CLIENT = "bare java.net.http";
    static final String SDK_V2 = "qcloud-java-sdk";
    static final String SDK_V3 = "SDK of API 3.0";
    static final String GOOGLE = "crs-tasks, Google";
    static final String JDK = "crs-tasks, JDK";
    static final String JDK_V3 = "crs-tasks, JDK, API 3.0";
    static final String PUBLISHER = "crs-tasks, JDK, publisher";
    static final String OURS_V2 = "crs-tasks, API 2.0";
    static final String OURS_V3 = "crs-tasks, API 3.0";
    static final String ONE_HASH = "one hash alone";
    static final String TOKENS_V2 = "read the tokens alone, API 2.0";
    static final String TOKENS_V3 = "read the tokens alone, API 3.0";

    static final String LIST_V2_HTTP = "List 10,000 tasks 5 times, API 2.0, http";
    static final String LIST_V2_HTTPS = "List 10,000 tasks 5 times, API 2.0, https";
    static final String LIST_V3_HTTP = "List 10,000 tasks 5 times, API 3.0, http";
    static final String LIST_V3_HTTPS = "List 10,000 tasks 5 times, API 3.0, https";
    static final String LIST_BOTH_APIS = "List 10,000 tasks 5 times, both APIs, http";
    static final String LIST_ONE_IN_FLIGHT = "List 10,000 tasks once, 20 ms, one page in flight";
    static final String LIST_EIGHT_IN_FLIGHT = "List 10,000 tasks once, 20 ms, eight pages in flight";
    static final String FIRST_PAGE_HTTP = "Fresh JVM to first page, http";
    static final String FIRST_PAGE_HTTPS = "Fresh JVM to first page, https";
    static final String SIGN = "Sign a request";
    static final String DECODE = "Decode a page of 100 tasks";
    static final String HEAP = "Read 1,000,000 tasks with -Xmx48m";
    static final String WAITS = "10,000 waits on one client, polled each second";
    static final String JARS = "Jars that a program needs at run time";
    static final String PLAN = "Plan a query";
    static final String CALLS = "List the tasks of several instances, one page";

    static final List<Integer> ALTERNATIVES = List.of(1, 2, 8, 9, 1000);

    private CostWorks() {}

    static String alternatives(int count) {
        return CostTable.number(count) + (count == 1 ? " instance" : " instances");
    }
}
