package io.tributary.schemas.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestEntryTest {

    /** As docs/archive.md shows it: readers of archives that exist need it to stay. */
    private static final String JSON =
            "{\"topic\":\"raw.shop.public.orders\",\"topic_id\":\"Jq1cVJ0jSSKPQVSqvYLu6A\",\"partition\":0,"
                    + "\"first_offset\":1000,\"last_offset\":1999,\"next_offset\":2000,\"record_count\":950,"
                    + "\"first_record_offset\":1001,\"min_timestamp\":1790000000000,\"max_timestamp\":1790000060000,"
                    + "\"file\":\"raw/data/x\",\"format\":\"avro\",\"compression\":\"zstd\",\"bytes\":48211,"
                    + "\"sha256\":\"abc\",\"schemas\":{\"7\":\"raw/schemas/7-3f2a9c0d1e5b6a78.avsc\",\"8\":\"\"}}";

    private static final ManifestEntry ENTRY = entry(null);

    private static ManifestEntry entry(Long droppedBefore) {
        return new ManifestEntry(
                "raw.shop.public.orders",
                "Jq1cVJ0jSSKPQVSqvYLu6A",
                0,
                1000,
                1999,
                2000,
                950,
                1001L,
                droppedBefore,
                1_790_000_000_000L,
                1_790_000_060_000L,
                "raw/data/x",
                "avro",
                "zstd",
                48_211,
                "abc",
                Map.of("7", "raw/schemas/7-3f2a9c0d1e5b6a78.avsc", "8", ""));
    }

    @Test
    void saysWhatKafkaHadDropped() throws MalformedEntryException {
        ManifestEntry lacking = entry(1500L);

        assertThat(new String(lacking.json(), UTF_8))
                .isEqualTo(JSON.replace("\"min_timestamp\"", "\"dropped_before\":1500,\"min_timestamp\""));
        assertThat(ManifestEntry.of(lacking.json(), "k")).isEqualTo(lacking);
        assertThat(lacking.storedAs(5, "def").droppedBefore()).isEqualTo(1500);
    }

    @Test
    void isWrittenAsTheArchiveHasIt() {
        assertThat(new String(ENTRY.json(), UTF_8)).isEqualTo(JSON);
    }

    @Test
    void isReadAlsoWithFieldsOfLaterVersions() throws MalformedEntryException {
        assertThat(ManifestEntry.of(
                        JSON.replace("\"bytes\"", "\"later\":1,\"bytes\"").getBytes(UTF_8), "k"))
                .isEqualTo(ENTRY);
    }

    @Test
    void theFileThatIsStoredTakesThePlaceOfTheOneThatWasMeant() {
        ManifestEntry stored = ENTRY.storedAs(5, "def");

        assertThat(stored.sameFileAs(ENTRY)).isTrue();
        assertThat(stored.bytes()).isEqualTo(5);
        assertThat(stored.sha256()).isEqualTo("def");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{}", "[]", "{\"topic\":\"raw.shop.public.orders\"}"})
    void whatIsNoEntryIsNamedWithItsPlace(String json) {
        assertThatThrownBy(() -> ManifestEntry.of(json.getBytes(UTF_8), "raw/manifest/x.json"))
                .isInstanceOf(MalformedEntryException.class)
                .hasMessageStartingWith("The archive's manifest entry raw/manifest/x.json is damaged: ")
                .hasMessageEndingWith("; restore it from a copy");
    }
}
