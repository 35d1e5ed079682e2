package io.tributary.spark.ingest;

import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.table.LakeTable;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/** The lanes of a layer, one per dataset, made when a dataset is first seen. */
public final class Lanes {

    private final Function<Dataset, LakeTable> tables;
    private final ParkingLot lot;
    private final Clock clock;
    private final Map<String, Map<Integer, Long>> positions;
    private final ConcurrentMap<Dataset, Lane> byDataset = new ConcurrentHashMap<>();

    /** @param positions per topic and partition where the query stands according to its checkpoint */
    public Lanes(
            Function<Dataset, LakeTable> tables,
            ParkingLot lot,
            Clock clock,
            Map<String, Map<Integer, Long>> positions) {
        this.tables = tables;
        this.lot = lot;
        this.clock = clock;
        this.positions = positions;
    }

    /** The lane of a dataset. */
    public Lane of(Dataset dataset) {
        return byDataset.computeIfAbsent(
                dataset,
                each -> new Lane(tables.apply(each), lot, clock, positions.getOrDefault(each.cleanTopic(), Map.of())));
    }

    public Collection<Lane> all() {
        return List.copyOf(byDataset.values());
    }

    /** Lets go of all tables. */
    void close() {
        byDataset.values().forEach(lane -> lane.table().close());
    }
}
