package io.tributary.connectors.archive;

import io.tributary.connectors.archive.store.ObjectStore;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds a partition's newest manifest entry among any number of them. S3 lists upwards only, so the offsets are searched
 * by halves: some sixty requests at worst, where listing a million entries takes a thousand.
 */
final class NewestManifest {

    private static final int PAGE = 1000;

    private final ObjectStore store;
    private final String folder;

    NewestManifest(ObjectStore store, String folder) {
        this.store = store;
        this.folder = folder;
    }

    /** The last offset of the newest entry; empty if there is none. */
    OptionalLong lastOffset() {
        List<String> page = store.list(folder, folder, PAGE);
        if (page.isEmpty()) {
            return OptionalLong.empty();
        }
        long known = last(page);
        long none = Long.MAX_VALUE;
        while (page.size() == PAGE) {
            List<String> above = List.of();
            while (none - known > PAGE && above.isEmpty()) {
                long middle = known + (none - known) / 2;
                above = store.list(folder, folder + OffsetRange.padded(middle), PAGE);
                if (above.isEmpty()) {
                    none = middle;
                }
            }
            // A range at least is an offset, so what is left fits one page.
            page = above.isEmpty() ? store.list(folder, folder + OffsetRange.padded(known), PAGE) : above;
            known = page.isEmpty() ? known : last(page);
        }
        return OptionalLong.of(known);
    }

    private static long last(List<String> page) {
        return ArchiveLayout.lastOffset(page.get(page.size() - 1));
    }
}
