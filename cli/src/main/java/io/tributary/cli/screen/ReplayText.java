package io.tributary.cli.screen;

import io.tributary.stack.replay.Replay;
import io.tributary.stack.replay.ReplayPlan;
import io.tributary.stack.replay.clean.CleanReplay;
import io.tributary.stack.replay.clean.CleanReplayPlan;
import java.util.List;
import java.util.stream.Collectors;

/** Replays as text for people. */
public final class ReplayText {

    private ReplayText() {}

    /** What a replay is about. */
    public static String of(ReplayPlan plan) {
        String times = plan.oldest().map(Object::toString).orElse("?") + " to "
                + plan.newest().map(Object::toString).orElse("?");
        return plan.topic() + ": about " + Amounts.count(plan.records()) + " records from " + times + ", about "
                + Amounts.bytes(plan.bytes()) + "; from offsets " + plan.range().from() + " through to the head";
    }

    /** What a replay of the clean step is about. */
    public static String of(CleanReplayPlan plan) {
        return plan.topic() + ": " + Amounts.count(plan.records()) + " records from " + plan.oldest() + " to "
                + plan.youngest() + ", " + Amounts.bytes(plan.bytes())
                + (plan.archived() ? "; the older ones from the archive" : "")
                + (plan.resumed() ? "; goes on where it was cut off" : "")
                + (plan.lacking().isEmpty()
                        ? ""
                        : "; nowhere any more, since Kafka dropped them before they were archived: "
                                + String.join(", ", plan.lacking()));
    }

    /** What stands still. */
    public static String of(List<Replay.Stopped> stopped) {
        return stopped.stream()
                .map(each -> each.layer() + " " + each.table() + " is stopped at offsets " + each.offsets()
                        + (each.remaining() < 0 ? "" : ", with " + Amounts.count(each.remaining()) + " records to go"))
                .collect(Collectors.joining("\n"));
    }

    /** What is said at the end. */
    public static String done(CleanReplayPlan plan) {
        return Amounts.count(plan.records()) + " records of " + plan.topic()
                + " were cleaned again; the tables take them in as they do any others, see 'tributary status'.";
    }

    /** Shows how far a replay is. */
    public static final class Follower implements AutoCloseable {

        private final FollowedLine line = new FollowedLine(true);

        /** Shows how many records were read to find out what a replay is about. */
        public void showRead(long records) {
            line.show(Amounts.count(records) + " records were read");
        }

        /** Shows one moment. */
        public void show(CleanReplay.Progress progress) {
            line.show(
                    progress.cleaning() < 0
                            ? Amounts.count(progress.sent()) + " of " + Amounts.count(progress.records())
                                    + " records were sent"
                            : "the Streams app has " + Amounts.count(progress.cleaning()) + " records to go");
        }

        /** Shows one moment; nothing once all is through. */
        public void show(List<Replay.Progress> tables) {
            line.show(tables.stream()
                    .map(table -> table.layer() + " " + table.table() + " has " + Amounts.count(table.remaining())
                            + " records to go")
                    .collect(Collectors.joining(", ")));
        }

        @Override
        public void close() {
            line.close();
        }
    }
}
