package io.tributary.stack.archive.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What an archive was found to be as docs/archive.md describes it to programs. */
public final class VerifiedArchiveJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private VerifiedArchiveJson() {}

    public static String write(VerifiedArchive archive) {
        try {
            return MAPPER.writeValueAsString(archive);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of texts and numbers does not serialise to JSON", e);
        }
    }
}
