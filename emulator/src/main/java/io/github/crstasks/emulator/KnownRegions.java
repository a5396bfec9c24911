package io.github.crstasks.emulator;

import java.util.Set;

/**
 * The regions that the documents of the service name. Both APIs accept the long names; the short ones are those of API 2.0,
 * which API 3.0 accepts as well.
 */
final class KnownRegions {
    private static final Set<String> LONG_NAMES = Set.of(
            "ap-bangkok",
            "ap-beijing",
            "ap-beijing-fsi",
            "ap-changsha-ec",
            "ap-chengdu",
            "ap-chongqing",
            "ap-fuzhou-ec",
            "ap-guangzhou",
            "ap-guangzhou-open",
            "ap-hangzhou-ec",
            "ap-hefei-ec",
            "ap-hongkong",
            "ap-jakarta",
            "ap-jinan-ec",
            "ap-mumbai",
            "ap-nanjing",
            "ap-osaka",
            "ap-qingyuan",
            "ap-seoul",
            "ap-shanghai",
            "ap-shanghai-adc",
            "ap-shanghai-fsi",
            "ap-shenyang-ec",
            "ap-shenzhen",
            "ap-shenzhen-fsi",
            "ap-shijiazhuang-ec",
            "ap-singapore",
            "ap-taipei",
            "ap-tianjin",
            "ap-tokyo",
            "ap-wuhan-ec",
            "ap-xian-ec",
            "ap-zhengzhou-ec",
            "eu-frankfurt",
            "eu-moscow",
            "me-saudi-arabia",
            "na-ashburn",
            "na-siliconvalley",
            "na-toronto",
            "sa-saopaulo");

    private static final Set<String> SHORT_NAMES = Set.of(
            "bj", "bjjr", "ca", "cd", "cq", "de", "gz", "gzopen", "hk", "hzec", "in", "jkt", "jnec", "jp", "kr", "nj",
            "qy", "ru", "sao", "sg", "sh", "shjr", "sz", "szjr", "th", "tpe", "tsn", "use", "usw", "whec");

    private KnownRegions() {}

    static boolean contains(String region) {
        return LONG_NAMES.contains(region) || SHORT_NAMES.contains(region);
    }
}
