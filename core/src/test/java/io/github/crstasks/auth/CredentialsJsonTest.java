package io.github.crstasks.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsJsonTest {
    private static CredentialsJson parse(String json) {
        return CredentialsJson.parse(UTF_8.encode(json)).get();
    }

    @Test
    void fieldsAreReadToTheFourthLevel() {
        CredentialsJson fields =
                parse("{\"a\":{\"b\":{\"c\":{\"d\":\"4\",\"e\":{\"f\":\"5\"},\"g\":\"4\"}}},\"h\":\"1\"}");

        assertThat(fields.text("a.b.c.d")).contains("4");
        assertThat(fields.text("a.b.c.e.f")).isEmpty();
        assertThat(fields.text("a.b.c.g")).contains("4");
        assertThat(fields.text("h")).contains("1");
    }

    @ParameterizedTest
    @CsvSource({"1, 1970-01-01T00:00:01Z", "1.7e9, 2023-11-14T22:13:20Z", "253402300799, 9999-12-31T23:59:59Z"})
    void momentIsInSecondsSince1970(String number, Instant moment) {
        assertThat(parse("{\"end\":" + number + "}").moment("end")).contains(moment);
        assertThat(parse("{\"end\":\"" + number + "\"}").moment("end")).contains(moment);
    }

    @ParameterizedTest
    @CsvSource({"0", "1.5", "253402300800", "-1"})
    void numberThatIsNoSuchSecondIsNoMoment(String number) {
        assertThat(parse("{\"end\":" + number + "}").moment("end")).isEmpty();
    }
}
