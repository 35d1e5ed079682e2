package io.tributary.stack.skip;

/**
 * Records that keep a table from being written.
 *
 * @param layer bronze or silver
 * @param table name of the table
 * @param partition of the clean topic
 * @param from offset of the first
 * @param to offset behind the last; all between are of the schema that is at fault, if one is
 * @param records how many
 * @param lost whether Kafka no longer has them
 * @param reason for people
 */
public record Obstacle(
        String layer, String table, int partition, long from, long to, long records, boolean lost, String reason) {}
