package io.tributary.stack.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.registry.RegistryUnavailableException;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.wire.AvroCodec;
import io.tributary.schemas.wire.MalformedRecordException;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.common.header.Header;

/** A dead letter as text for people. Its values may be personal data. */
public final class LetterText {

    private static final int SHOWN_BYTES = 512;

    private final AvroCodec codec;

    /** Decodes with the schemas of a registry. */
    public LetterText(SchemaRegistry registry) {
        this.codec = new AvroCodec(registry);
    }

    /** Where it is, its headers, and what its key and value hold, as far as they decode. */
    public String of(DeadLetter letter) {
        StringBuilder text = new StringBuilder();
        text.append("at       ")
                .append(letter.place())
                .append(" of ")
                .append(letter.record().topic());
        text.append("\ntime     ").append(Instant.ofEpochMilli(letter.record().timestamp()));
        text.append("\nrule     ").append(letter.rule());
        text.append("\nfield    ").append(letter.field());
        text.append("\nreason   ").append(letter.reason());
        text.append("\nheaders");
        for (Header header : letter.headers()) {
            text.append("\n  ").append(header.key()).append(" = ").append(text(header.value()));
        }
        text.append("\nkey      ").append(decoded(letter.record().key()));
        text.append("\nvalue    ").append(decoded(letter.record().value()));
        return text.toString();
    }

    private String decoded(byte[] bytes) {
        if (bytes == null) {
            return "none";
        }
        try {
            return codec.decode(bytes).toString();
        } catch (MalformedRecordException
                | AvroRuntimeException
                | ClassCastException
                | RegistryUnavailableException e) {
            int shown = Math.min(bytes.length, SHOWN_BYTES);
            return bytes.length + " bytes that do not decode (" + e.getMessage() + "): "
                    + HexFormat.of().formatHex(bytes, 0, shown) + (shown < bytes.length ? "..." : "");
        }
    }

    private static String text(byte[] value) {
        return value == null ? "null" : new String(value, UTF_8);
    }
}
