package io.github.crstasks.protocol;

import io.github.crstasks.error.TaskError.Invalid;
import io.vavr.control.Option;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * API 3.0: the action {@code DescribeTaskList} of {@code redis.tencentcloudapi.com}, version 2018-04-12.
 *
 * <p>It sends POST and signs with TC3-HMAC-SHA256. By default it reads the times of the service as UTC+8, which no document
 * states, lists the tasks of all operators, names no language and uses {@link Host#NEAREST}. The service lists the tasks of
 * the last 30 days; older tasks are missing from every list, whatever interval a query selects.
 *
 * <p>Task types are filtered by the codes that replies contain. The published example filters by {@code 037}, and the
 * acceptance test of Terraform by {@code 034}. The names that begin with {@code FLOW_} are never sent.
 *
 * <p>Source: docs/api/describe-task-list.md, sections 1 to 9.
 */
public final class ApiV3 implements TaskListProtocol {
    private static final ZoneOffset DEFAULT_ZONE = ZoneOffset.ofHours(8);

    private static final int MAX_OPERATORS = 100;

    /** An account id is a number of 64 bits without a sign, and no leading zero. */
    private static final Pattern ACCOUNT_ID = Pattern.compile("[1-9][0-9]{0,19}");

    private static final Pattern HOST_LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final String FINANCE_SUFFIX = "-fsi";

    private final ZoneOffset zone;
    private final List<String> operators;
    private final Option<Language> language;
    private final Host host;

    private ApiV3(ZoneOffset zone, List<String> operators, Option<Language> language, Host host) {
        this.zone = Objects.requireNonNull(zone, "zone");
        this.operators = operators;
        this.language = language;
        this.host = Objects.requireNonNull(host, "host");
    }

    /** The languages of the texts in which the service explains errors. */
    public enum Language {
        /** Chinese, {@code zh-CN}. */
        ZH_CN("zh-CN"),
        /** English, {@code en-US}. */
        EN_US("en-US");

        private final String wireName;

        Language(String wireName) {
            this.wireName = wireName;
        }

        /**
         * Returns the value of the header {@code X-TC-Language}.
         *
         * @return {@code zh-CN} or {@code en-US}
         */
        public String wireName() {
            return wireName;
        }
    }

    /** The hosts of the service. All of them need the region in each request. */
    public enum Host {
        /**
         * {@code redis.tencentcloudapi.com}, which leads to the data centre that is nearest to the caller. Finance regions do
         * not have it; their host is always {@link #REGIONAL}.
         */
        NEAREST,
        /** {@code redis.<region>.tencentcloudapi.com}, in the region of the client. */
        REGIONAL,
        /** {@code redis.intl.tencentcloudapi.com}, for accounts of the international site. */
        INTERNATIONAL,
        /** {@code redis.internal.tencentcloudapi.com}, which only machines in the network of Tencent Cloud reach. */
        INTERNAL
    }

    /**
     * Returns the protocol with its defaults.
     *
     * @return UTC+8, all operators, no language, {@link Host#NEAREST}
     */
    public static ApiV3 create() {
        return new ApiV3(DEFAULT_ZONE, List.of(), Option.none(), Host.NEAREST);
    }

    /**
     * Returns a copy with another time zone of the service.
     *
     * @param zone the offset of the times in requests and replies
     * @return the copy
     */
    public ApiV3 withZone(ZoneOffset zone) {
        return new ApiV3(zone, operators, language, host);
    }

    /**
     * Returns a copy that lists only the tasks that certain accounts submitted. Without it, the tasks of all operators are
     * listed.
     *
     * <p>The ids are sent as {@code OperateUin} with every list: lists, pages, counts, waits and watches see no other tasks,
     * and {@code explain} shows the ids. They are no condition of a query, because no reply says who the operator was.
     *
     * @param uins 1..100 different account ids of 1..20 digits, which replace those of a former call; duplicates count once.
     *     No document states a limit
     * @return the copy
     * @throws IllegalArgumentException if there is no account id, more than 100, or a text that is none
     */
    public ApiV3 operatedBy(String... uins) {
        return operatedBy(Arrays.asList(Objects.requireNonNull(uins, "uins")));
    }

    /**
     * Returns a copy that lists only the tasks that certain accounts submitted, like {@link #operatedBy(String...)}.
     *
     * @param uins 1..100 different account ids of 1..20 digits
     * @return the copy
     * @throws IllegalArgumentException if there is no account id, more than 100, or a text that is none
     */
    public ApiV3 operatedBy(Collection<String> uins) {
        // Sorted, so that the order in which they are given makes no difference to equality.
        List<String> ids = Objects.requireNonNull(uins, "uins").stream()
                .map(ApiV3::requireAccountId)
                .distinct()
                .sorted()
                .toList();
        Invalid.unless(
                !ids.isEmpty() && ids.size() <= MAX_OPERATORS,
                "operatedBy",
                ids.size() + " of them",
                "1.." + MAX_OPERATORS
                        + " different account ids; for the tasks of all operators, do not call operatedBy(...)");
        return new ApiV3(zone, ids, language, host);
    }

    private static String requireAccountId(String uin) {
        Invalid.unless(
                ACCOUNT_ID.matcher(Objects.requireNonNull(uin, "uin")).matches(),
                "operatedBy",
                '"' + uin + '"',
                "an account id: 1..20 digits, the first of which is not 0");
        return uin;
    }

    /**
     * Returns a copy whose requests name a language. By default they name none, and the service chooses.
     *
     * @param language the language of the service's texts in {@code Rejected}; sent as {@code X-TC-Language}
     * @return the copy
     */
    public ApiV3 language(Language language) {
        return new ApiV3(zone, operators, Option.some(Objects.requireNonNull(language, "language")), host);
    }

    /**
     * Returns a copy with another host of the service. The {@code endpoint(...)} of a client, if it is set, takes precedence.
     *
     * @param host defaults to {@link Host#NEAREST}
     * @return the copy
     */
    public ApiV3 host(Host host) {
        return new ApiV3(zone, operators, language, host);
    }

    @Override
    public ZoneOffset zone() {
        return zone;
    }

    /**
     * Returns the account ids whose tasks are listed.
     *
     * @return an immutable list without duplicates; empty if the tasks of all operators are listed
     */
    public List<String> operators() {
        return operators;
    }

    /**
     * Returns the language that requests name.
     *
     * @return the language; empty if requests name none
     */
    public Option<Language> language() {
        return language;
    }

    /**
     * Returns the host of the service.
     *
     * @return {@link Host#NEAREST} by default
     */
    public Host host() {
        return host;
    }

    /**
     * Returns the endpoint of the {@linkplain #host() host} for a region. A finance region, whose name ends in {@code -fsi},
     * has {@link Host#REGIONAL} in the place of {@link Host#NEAREST}.
     *
     * @param region the region of the client, for example {@code ap-guangzhou}
     * @return scheme, host in lower case, and path
     * @throws IllegalArgumentException if the region is part of the host and begins or ends with a hyphen, or is longer than
     *     63 characters
     */
    @Override
    public URI endpoint(String region) {
        String label = Objects.requireNonNull(region, "region").toLowerCase(Locale.ROOT);
        return switch (host) {
            case NEAREST -> label.endsWith(FINANCE_SUFFIX) ? regional(label) : endpointOf("redis");
            case REGIONAL -> regional(label);
            case INTERNATIONAL -> endpointOf("redis.intl");
            case INTERNAL -> endpointOf("redis.internal");
        };
    }

    private static URI regional(String region) {
        Invalid.unless(
                HOST_LABEL.matcher(region).matches(),
                "region",
                '"' + region + '"',
                "a part of a host name, because the host is that of the region: 1..63 letters, digits and inner hyphens");
        return endpointOf("redis." + region);
    }

    private static URI endpointOf(String name) {
        return URI.create("https://" + name + ".tencentcloudapi.com/");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiV3 protocol
                && zone.equals(protocol.zone)
                && operators.equals(protocol.operators)
                && language.equals(protocol.language)
                && host == protocol.host;
    }

    @Override
    public int hashCode() {
        return Objects.hash(zone, operators, language, host);
    }

    /**
     * Returns the version, and the options that differ from their defaults.
     *
     * @return for example {@code API 3.0 (operated by [100000000001], language zh-CN)}
     */
    @Override
    public String toString() {
        StringJoiner options = new StringJoiner(", ", "API 3.0 (", ")").setEmptyValue("API 3.0");
        if (!zone.equals(DEFAULT_ZONE)) {
            options.add("zone " + zone);
        }
        if (!operators.isEmpty()) {
            options.add("operated by " + operators);
        }
        language.forEach(named -> options.add("language " + named.wireName()));
        if (host != Host.NEAREST) {
            options.add("host " + host);
        }
        return options.toString();
    }
}
