package io.github.crstasks.emulator;

import java.util.Map;
import java.util.Optional;

/** The languages in which API 3.0 explains errors, as the header {@code X-TC-Language} names them. */
enum ErrorLanguage {
    /** {@code en-US}; also used if a request names no language. */
    ENGLISH("en-US"),
    /** {@code zh-CN}. */
    CHINESE("zh-CN");

    static final String HEADER = "X-TC-Language";

    /** The Chinese texts by error code; a code without one is explained in English. */
    private static final Map<String, String> CHINESE_TEXTS = Map.ofEntries(
            Map.entry(ApiV3Exception.INVALID_REQUEST, "请求体必须是 JSON 对象"),
            Map.entry(ApiV3Exception.INVALID_ACTION, "接口不存在"),
            Map.entry(ApiV3Exception.NO_SUCH_VERSION, "接口版本不存在"),
            Map.entry(ApiV3Exception.MISSING_PARAMETER, "缺少参数"),
            Map.entry(ApiV3Exception.INVALID_PARAMETER, "参数错误"),
            Map.entry(ApiV3Exception.INVALID_PARAMETER_VALUE, "参数取值错误"),
            Map.entry(ApiV3Exception.UNKNOWN_PARAMETER, "未知参数"),
            Map.entry(ApiV3Exception.UNSUPPORTED_REGION, "不支持的地域"),
            Map.entry(ApiV3Exception.SECRET_ID_NOT_FOUND, "密钥不存在"),
            Map.entry(ApiV3Exception.SIGNATURE_EXPIRE, "签名过期"),
            Map.entry(ApiV3Exception.SIGNATURE_FAILURE, "签名错误"),
            Map.entry(ApiV3Exception.TOKEN_FAILURE, "临时证书错误"));

    private final String code;

    ErrorLanguage(String code) {
        this.code = code;
    }

    /** Returns whether a request names no language or one that the service has. */
    static boolean isValidIn(RawRequest request) {
        Optional<String> header = request.header(HEADER);
        return header.isEmpty() || header.equals(Optional.of(CHINESE.code)) || header.equals(Optional.of(ENGLISH.code));
    }

    /** Returns the language that a request names; English if it names none or an unknown one. */
    static ErrorLanguage of(RawRequest request) {
        return request.header(HEADER).equals(Optional.of(CHINESE.code)) ? CHINESE : ENGLISH;
    }

    /** Returns the text that explains an error. */
    String explain(ApiV3Exception error) {
        String english = String.valueOf(error.getMessage());
        return this == CHINESE ? CHINESE_TEXTS.getOrDefault(error.code(), english) : english;
    }
}
