package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {
    private static final String TYPE = "multipart/form-data; boundary=--b";

    private static Map<String, String> decode(String contentType, String body) throws MalformedFormException {
        return MultipartForm.decode(contentType, body.replace("~", "\r\n").getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=--b",
                "multipart/form-data; charset=utf-8; boundary=\"--b\"",
                "Multipart/Form-Data;Boundary=--b; x=y"
            })
    void partsAreParameters(String contentType) throws Exception {
        String body = "preamble~----b~Content-Disposition: form-data; name=\"a\"~~1~"
                + "----b~Content-Type: text/plain~content-disposition: FORM-DATA;name=\"测试\"~~x~~y =&~----b----";

        assertThat(decode(contentType, body.replace("----b----", "----b--")))
                .isEqualTo(Map.of("a", "1", "测试", "x\r\n\r\ny =&"));
    }

    @Test
    void formWithoutPartsHasNoParameters() throws Exception {
        assertThat(decode(TYPE, "~----b--~")).isEmpty();
    }

    @Test
    void valueMayContainALineThatStartsLikeTheBoundary() throws Exception {
        String body = "----b~Content-Disposition: form-data; name=\"a\"~~1~----bc~2~----b--";

        assertThat(decode(TYPE, body)).isEqualTo(Map.of("a", "1\r\n----bc\r\n2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multipart/form-data | ----b-- | no boundary",
                "multipart/form-data; boundary=x | ----b-- | does not end",
                "multipart/form-data; boundary=--b | '' | does not end",
                "multipart/form-data; boundary=--b | ----b~Content-Disposition: form-data; name=\"a\"~~1 | does not end",
                "multipart/form-data; boundary=--b | ----b~Content-Disposition: form-data; name=\"a\"~----b-- | no empty line",
                "multipart/form-data; boundary=--b | ----b~Content-Disposition: form-data~~1~----b-- | no name",
                "multipart/form-data; boundary=--b | ----b~~~1~----b-- | no name",
                "multipart/form-data; boundary=--b | ----b~Content-Disposition: form-data; name=\"a\"; filename=\"b\"~~1~----b-- | a file",
                "multipart/form-data; boundary=--b | ----b~Content-Disposition: form-data; name=\"a\"~~1~----b~Content-Disposition: form-data; name=\"a\"~~1~----b-- | duplicate parameter: a"
            })
    void malformedFormIsRejected(String contentType, String body, String message) {
        assertThatThrownBy(() -> decode(contentType, body))
                .isInstanceOf(MalformedFormException.class)
                .hasMessageContaining(message);
    }

    @Test
    void otherCharsetIsRejected() {
        byte[] body =
                "----b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\u00e4\r\n----b--".getBytes(ISO_8859_1);

        assertThatThrownBy(() -> MultipartForm.decode(TYPE, body)).hasMessageContaining("not UTF-8");
    }
}
