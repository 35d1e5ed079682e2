package io.tributary.connectors.avro;

import io.tributary.schemas.naming.Topics;
import io.tributary.schemas.registry.HttpSchemaRegistry;
import io.tributary.schemas.registry.RegistryUnavailableException;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.SchemaRejectedException;
import io.tributary.schemas.registry.UnknownSchemaException;
import io.tributary.schemas.wire.MalformedRecordException;
import io.tributary.schemas.wire.WireFormat;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;

/**
 * Writes Connect records as Avro in the Confluent wire format and reads them back, with a schema registry that speaks
 * Confluent's REST API. Subjects are {@code <topic>-key} and {@code <topic>-value}.
 *
 * <p>Connect uses a converter from one thread at a time; this one relies on it. A registry that cannot be reached is
 * asked again for {@value #RETRY_TIMEOUT_CONFIG}; then the conversion fails with a {@link RetriableException}, which
 * Connect repeats for as long as the connector's {@code errors.retry.timeout} says. Anything else wrong is a
 * {@link DataException}.
 */
public final class AvroConverter implements Converter {

    public static final String URL_CONFIG = "schema.registry.url";
    public static final String RETRY_TIMEOUT_CONFIG = "schema.registry.retry.timeout.ms";

    private static final ConfigDef CONFIG = new ConfigDef()
            .define(
                    URL_CONFIG,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    new ConfigDef.NonEmptyString(),
                    ConfigDef.Importance.HIGH,
                    "Root of the schema registry's REST API, for instance http://127.0.0.1:8081")
            .define(
                    RETRY_TIMEOUT_CONFIG,
                    ConfigDef.Type.LONG,
                    Duration.ofSeconds(60).toMillis(),
                    ConfigDef.Range.atLeast(0),
                    ConfigDef.Importance.LOW,
                    "How long one conversion waits for a registry that cannot be reached, in milliseconds");

    /** Schemas that one converter keeps; a table has one, and another for each of its versions. */
    private static final int REMEMBERED_SCHEMAS = 2_000;

    private final Map<String, TopicWriter> writers = new HashMap<>();
    private final Map<Integer, RecordReader> readers = remembering();
    private final WireBuffer buffer = new WireBuffer();
    private SchemaRegistry registry;
    private boolean key;
    private BinaryDecoder decoder;

    /** How the newest schema of a topic is written, and those before it. */
    private static final class TopicWriter {
        private Schema newest;
        private RecordWriter writer;
        private final Map<Schema, RecordWriter> all = remembering();
    }

    private record RecordWriter(int schemaId, ValueWriter writer) {}

    private record RecordReader(GenericDatumReader<Object> reader, Schema schema) {}

    public AvroConverter() {}

    /** For tests: a registry inside the process. */
    AvroConverter(SchemaRegistry registry) {
        this.registry = registry;
    }

    @Override
    public ConfigDef config() {
        return CONFIG;
    }

    @Override
    public String version() {
        String version = AvroConverter.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        key = isKey;
        if (registry == null) {
            AbstractConfig config = new AbstractConfig(CONFIG, configs, false);
            registry = new PatientRegistry(
                    new HttpSchemaRegistry(URI.create(config.getString(URL_CONFIG))),
                    Duration.ofMillis(config.getLong(RETRY_TIMEOUT_CONFIG)));
        }
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        if (value == null) {
            return null;
        }
        if (schema == null) {
            throw new DataException("A record for topic " + topic + " has no schema; Avro cannot be written without");
        }
        if (schema.type() == Schema.Type.BYTES && topic.startsWith(Topics.DEAD_LETTER_PREFIX)) {
            // A dead letter is the original's bytes and nothing around them.
            return (byte[]) value;
        }
        try {
            RecordWriter writer = writer(topic, schema);
            buffer.begin(writer.schemaId());
            writer.writer().write(value, buffer);
            return buffer.finish();
        } catch (ClassCastException | AvroRuntimeException e) {
            throw new DataException("A record for topic " + topic + " does not fit its schema " + schema + ": " + e, e);
        }
    }

    private RecordWriter writer(String topic, Schema schema) {
        TopicWriter known = writers.computeIfAbsent(topic, ignored -> new TopicWriter());
        if (known.newest != schema) {
            RecordWriter writer = known.all.get(schema);
            if (writer == null) {
                writer = new RecordWriter(register(topic, schema), ValueWriters.ofTopLevel(schema));
                known.all.put(schema, writer);
            }
            known.writer = writer;
            known.newest = schema;
        }
        return known.writer;
    }

    private int register(String topic, Schema schema) {
        String subject = topic + (key ? "-key" : "-value");
        org.apache.avro.Schema avro = key ? AvroSchemas.ofKey(schema) : AvroSchemas.ofValue(schema);
        try {
            return registry.register(subject, avro);
        } catch (RegistryUnavailableException e) {
            throw new RetriableException("Cannot register the schema of " + subject + ": " + e.getMessage(), e);
        } catch (SchemaRejectedException e) {
            throw new DataException(
                    "The schema registry refuses the schema of " + subject + "; if it says incompatible, set the"
                            + " subject's compatibility to NONE: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] record) {
        if (record == null) {
            return SchemaAndValue.NULL;
        }
        try {
            RecordReader reader = reader(WireFormat.schemaId(record));
            decoder = DecoderFactory.get()
                    .binaryDecoder(record, WireFormat.HEADER_BYTES, record.length - WireFormat.HEADER_BYTES, decoder);
            Object value = reader.reader().read(null, decoder);
            return new SchemaAndValue(reader.schema(), ConnectValues.of(reader.schema(), value));
        } catch (RegistryUnavailableException e) {
            throw new RetriableException("Cannot read a schema for topic " + topic + ": " + e.getMessage(), e);
        } catch (MalformedRecordException
                | UnknownSchemaException
                | SchemaRejectedException
                | IOException
                | AvroRuntimeException
                | ClassCastException
                | IndexOutOfBoundsException e) {
            throw new DataException("A record of topic " + topic + " cannot be read: " + e.getMessage(), e);
        }
    }

    private RecordReader reader(int id) throws UnknownSchemaException {
        RecordReader known = readers.get(id);
        if (known == null) {
            org.apache.avro.Schema avro = registry.byId(id);
            known = new RecordReader(new GenericDatumReader<>(avro), ConnectSchemas.of(avro));
            readers.put(id, known);
        }
        return known;
    }

    private static <K, V> Map<K, V> remembering() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > REMEMBERED_SCHEMAS;
            }
        };
    }
}
