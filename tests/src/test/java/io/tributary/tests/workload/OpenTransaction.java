package io.tributary.tests.workload;

import java.util.ArrayList;
import java.util.List;

/** What a transaction has done so far: for the ledger if it commits, to be taken back if it does not. */
final class OpenTransaction {

    private record Done(Table table, String key, Change change, Runnable undo) {}

    private final Ledger ledger;
    private final List<Done> all = new ArrayList<>();

    OpenTransaction(Ledger ledger) {
        this.ledger = ledger;
    }

    void add(Table table, String key, Change change, Runnable undo) {
        all.add(new Done(table, key, change, undo));
    }

    int size() {
        return all.size();
    }

    void rollBackTo(int size) {
        while (all.size() > size) {
            all.remove(all.size() - 1).undo().run();
        }
    }

    void committed() {
        for (Done done : all) {
            if (done.key() == null) {
                ledger.addTruncation(done.table());
            } else {
                ledger.add(done.table(), done.key(), done.change());
            }
        }
    }
}
