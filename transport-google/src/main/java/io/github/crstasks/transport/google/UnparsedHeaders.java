package io.github.crstasks.transport.google;

import com.google.api.client.http.HttpHeaders;
import com.google.api.client.util.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Response headers whose values are all texts. The library would parse these two as numbers, and throw if they are none.
 *
 * <p>It finds and sets the fields by reflection, those of the subclass first.
 */
@SuppressWarnings("UnusedVariable") // Read by reflection.
final class UnparsedHeaders extends HttpHeaders {
    @Key("Age")
    private @Nullable List<String> age;

    @Key("Content-Length")
    private @Nullable List<String> contentLength;
}
