package io.tributary.stack.source;

import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.source.Finding.Rule;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.replication.LogSequenceNumber;

/** Whether a server and a role are fit for logical decoding. */
final class ServerChecks {

    /** Publications have publish_via_partition_root since this version. */
    private static final int OLDEST = 130000;

    private static final int GENERATED_COLUMNS = 180000;

    private ServerChecks() {}

    /**
     * What is wrong with a server.
     *
     * @param running whether the source's connector exists, which then may be who reads from its slot
     */
    static List<Finding> of(PostgresSource source, ServerFacts server, boolean running) {
        String where = "Postgres at " + source.address();
        List<Finding> findings = new ArrayList<>();
        if (server.version() < OLDEST) {
            findings.add(new Finding(
                    Rule.SERVER_TOO_OLD,
                    where,
                    "the server is version " + server.version() / 10000 + ", too old",
                    "Tributary needs Postgres 13 or later"));
        }
        if (server.standby()) {
            findings.add(new Finding(
                    Rule.SERVER_IS_STANDBY, where, "the server is a standby", "Give the address of the primary"));
        }
        if (!server.walLevel().equals("logical")) {
            findings.add(new Finding(
                    Rule.WAL_LEVEL_NOT_LOGICAL,
                    where,
                    "wal_level is '" + server.walLevel() + "', so the WAL does not hold what is needed",
                    "As superuser: ALTER SYSTEM SET wal_level = logical;  then restart the server"
                            + " (on Amazon RDS set rds.logical_replication = 1 in the parameter group)"));
        }
        if (!server.mayReplicate()) {
            findings.add(new Finding(
                    Rule.ROLE_MAY_NOT_REPLICATE,
                    where,
                    "the role '" + server.role() + "' may not read the WAL",
                    "As superuser: ALTER ROLE " + SqlText.identifier(server.role())
                            + " REPLICATION;  (on Amazon RDS: GRANT rds_replication TO "
                            + SqlText.identifier(server.role()) + ")"));
        }
        findings.addAll(slots(source, server, running, where));
        return findings;
    }

    private static List<Finding> slots(PostgresSource source, ServerFacts server, boolean running, String where) {
        List<Finding> findings = new ArrayList<>();
        String name = ControlObjects.slot(source.name());
        ServerFacts.OwnSlot slot = server.slot();
        if (slot == null && server.slotsFree() <= 0) {
            findings.add(new Finding(
                    Rule.NO_FREE_SLOT,
                    where,
                    "all replication slots are taken (max_replication_slots)",
                    "Drop one that nobody needs (SELECT slot_name, active FROM pg_replication_slots; SELECT"
                            + " pg_drop_replication_slot('...')), or as superuser: ALTER SYSTEM SET max_replication_slots"
                            + " = <more>;  then restart the server"));
        }
        if ((slot == null || !slot.active()) && server.walSendersFree() <= 0) {
            findings.add(new Finding(
                    Rule.NO_FREE_WAL_SENDER,
                    where,
                    "all connections for replication are taken (max_wal_senders)",
                    "As superuser: ALTER SYSTEM SET max_wal_senders = <more>;  then restart the server"));
        }
        if (slot != null
                && !("pgoutput".equals(slot.plugin()) && source.database().equals(slot.database()))) {
            findings.add(new Finding(
                    Rule.SLOT_NOT_OURS,
                    where,
                    "the replication slot '" + name + "' exists, but belongs to "
                            + (slot.database() == null ? "no database" : "the database '" + slot.database() + "'")
                            + " with plugin " + slot.plugin(),
                    "Give the source another name, or drop the slot if nobody needs it: SELECT"
                            + " pg_drop_replication_slot(" + SqlText.literal(name) + ")"));
        } else if (slot != null && slot.active() && !running) {
            findings.add(new Finding(
                    Rule.SLOT_NOT_OURS,
                    where,
                    "somebody else reads from the replication slot '" + name + "', probably another Tributary with a"
                            + " source of this name",
                    "Stop it, or give the source another name"));
        } else if (slot != null && "lost".equals(slot.walStatus())) {
            findings.add(lost(
                    source,
                    "the server has given up the replication slot '" + name
                            + "', since it held back more WAL than max_slot_wal_keep_size allows"));
        }
        if (server.unlimitedSlotWal()) {
            findings.add(new Finding(
                    Rule.SLOT_KEEPS_UNLIMITED_WAL,
                    where,
                    "max_slot_wal_keep_size is -1, so a slot whose reader stays away can fill the server's disk",
                    "As superuser: ALTER SYSTEM SET max_slot_wal_keep_size = '10GB'; SELECT pg_reload_conf();"
                            + "  (choose what the disk can spare)"));
        }
        return findings;
    }

    /** The slot's changes are gone for good. */
    static Finding lost(PostgresSource source, String problem) {
        return new Finding(
                Rule.SLOT_LOST,
                "source " + source.name(),
                problem + "; changes were lost",
                "Capture it anew: take the source out of the configuration, run 'tributary up', put it back and run"
                        + " 'tributary up' again");
    }

    /** The log is not the one that was read. */
    static Finding otherLog(PostgresSource source, long end, long read) {
        return new Finding(
                Rule.LOG_GOES_BACK,
                "source " + source.name(),
                "the log of " + source.address() + " ends at "
                        + LogSequenceNumber.valueOf(end).asString()
                        + ", but was read up to "
                        + LogSequenceNumber.valueOf(read).asString()
                        + ", so this is another server, or one restored from an older backup",
                "Give the source another name, so that it gets tables of its own, or begin anew after"
                        + " 'tributary down --purge'");
    }

    /** Whether publications can send stored generated columns. */
    static boolean publishesGeneratedColumns(ServerFacts server) {
        return server.version() >= GENERATED_COLUMNS;
    }
}
