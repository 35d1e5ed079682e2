package io.tributary.streams.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class PlaceholderTest {

    private static final byte[] BYTES = Placeholder.TEXT.getBytes(StandardCharsets.UTF_8);

    @Test
    void knowsEveryFormThatDebeziumGivesIt() {
        List<Integer> integers = new ArrayList<>();
        List<Long> longs = new ArrayList<>();
        for (byte b : BYTES) {
            integers.add((int) b);
            longs.add((long) b);
        }
        assertThat(List.of(
                        new Utf8(Placeholder.TEXT),
                        ByteBuffer.wrap(BYTES),
                        new Utf8("{\"__debezium_unavailable_value\":\"__debezium_unavailable_value\"}"),
                        List.of(new Utf8(Placeholder.TEXT)),
                        List.of(ByteBuffer.wrap(BYTES)),
                        List.of(new Utf8(UUID.nameUUIDFromBytes(BYTES).toString())),
                        integers,
                        longs))
                .allSatisfy(raw -> assertThat(Placeholder.is(raw)).isTrue());
    }

    @Test
    void takesNothingElseForIt() {
        assertThat(List.<Object>of(
                        new Utf8("__debezium_unavailable_valuf"),
                        new Utf8(""),
                        ByteBuffer.wrap(new byte[BYTES.length]),
                        List.of(),
                        List.of(new Utf8("x")),
                        List.of(new Utf8(Placeholder.TEXT), new Utf8(Placeholder.TEXT)),
                        new ArrayList<>(Arrays.asList((Object) null)),
                        new ArrayList<>(Arrays.asList(new Object[BYTES.length])),
                        1L))
                .allSatisfy(raw -> assertThat(Placeholder.is(raw)).isFalse());
    }
}
