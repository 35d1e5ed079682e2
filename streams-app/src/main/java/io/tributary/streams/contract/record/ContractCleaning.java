package io.tributary.streams.contract.record;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.RegistryUnavailableException;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.SchemaRejectedException;
import io.tributary.schemas.wire.AvroCodec;
import io.tributary.schemas.wire.MalformedRecordException;
import io.tributary.schemas.wire.WireFormat;
import io.tributary.streams.contract.ContractBook;
import io.tributary.streams.contract.row.Warnings;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import io.tributary.streams.envelope.RawRecord;
import io.tributary.streams.redrive.LaterRecords;
import io.tributary.streams.topic.BrokerUnavailableException;
import io.tributary.streams.topic.OutputTopics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Cleans the raw topics of files and documents that have a contract. Only failures of the infrastructure are thrown. Not
 * thread-safe: each task has its own.
 */
public final class ContractCleaning {

    private final SchemaRegistry registry;
    private final AvroCodec codec;
    private final ContractBook book;
    private final KeyValueStore<Bytes, byte[]> store;
    private final LaterRecords later;
    private final Warnings warnings;
    private final Map<String, RecordCleaner> cleaners = new HashMap<>();

    public ContractCleaning(
            SchemaRegistry registry,
            ContractBook book,
            KeyValueStore<Bytes, byte[]> store,
            LaterRecords later,
            Warnings warnings) {
        this.registry = registry;
        this.codec = new AvroCodec(registry);
        this.book = book;
        this.store = store;
        this.later = later;
        this.warnings = warnings;
    }

    /** Whether a raw topic is one of these. */
    public boolean handles(String topic) {
        return book.ofRecords(topic).isPresent();
    }

    /** Sends what becomes of a record of such a topic. */
    public void clean(RawRecord raw, Outlet outlet) {
        Contract contract = book.ofRecords(raw.topic()).orElseThrow();
        Dataset dataset = contract.dataset();
        try {
            RecordCleaner cleaner = cleaners.computeIfAbsent(raw.topic(), topic -> cleaner(contract));
            cleaner.clean(raw, schemaId(raw), decode(raw), outlet);
        } catch (RejectedRecordException e) {
            outlet.reject(dataset, e);
        } catch (SchemaRejectedException e) {
            outlet.reject(
                    dataset,
                    new RejectedRecordException(
                            Rule.SCHEMA_REFUSED,
                            null,
                            e.getMessage() + "; take the change of the contract back, or set the compatibility of the"
                                    + " subject to NONE",
                            e));
        } catch (RegistryUnavailableException | BrokerUnavailableException | KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            outlet.reject(
                    dataset,
                    new RejectedRecordException(
                            Rule.DEFECT, null, "The app failed on this record, which is a defect; report it: " + e, e));
        }
    }

    private RecordCleaner cleaner(Contract contract) {
        DatasetRows rows = rows(contract);
        if (contract.shape() == Shape.FILE) {
            return new FileRecords(rows, new DuplicateKeys(store), warnings);
        }
        List<ElementRows> elements = book.elementsOf(contract.dataset()).stream()
                .map(child -> new ElementRows(rows(child), new KnownElements(store), codec))
                .toList();
        return new DocumentRecords(rows, elements, later);
    }

    private DatasetRows rows(Contract contract) {
        return new DatasetRows(contract, registry, book.hiding(contract), warnings);
    }

    private static int schemaId(RawRecord raw) throws RejectedRecordException {
        if (raw.value() == null) {
            throw new RejectedRecordException(Rule.EMPTY_VALUE, null, "The record has no value");
        }
        if (raw.value().length > OutputTopics.MAX_RECORD_BYTES) {
            throw new RejectedRecordException(
                    Rule.TOO_LARGE,
                    null,
                    "The raw record has " + raw.value().length + " bytes, more than the "
                            + OutputTopics.MAX_RECORD_BYTES + " that are handled");
        }
        try {
            return WireFormat.schemaId(raw.value());
        } catch (MalformedRecordException e) {
            throw new RejectedRecordException(Rule.UNDECODABLE_VALUE, null, e.getMessage(), e);
        }
    }

    private GenericRecord decode(RawRecord raw) throws RejectedRecordException {
        try {
            return codec.decode(raw.value());
        } catch (MalformedRecordException | AvroRuntimeException | ClassCastException e) {
            throw new RejectedRecordException(Rule.UNDECODABLE_VALUE, null, e.getMessage(), e);
        }
    }
}
