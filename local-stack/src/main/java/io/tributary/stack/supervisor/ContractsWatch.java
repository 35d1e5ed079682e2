package io.tributary.stack.supervisor;

import io.tributary.schemas.contract.Contracts;
import io.tributary.stack.contract.AcceptedContracts;
import io.tributary.stack.layout.ProcessName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the Streams app anew, and nothing else, when a second {@code up} has accepted other contracts. */
final class ContractsWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ContractsWatch.class);

    private final AcceptedContracts accepted;
    private final Children children;
    private volatile Contracts known;

    /** Takes the contracts of now for those that the app has. */
    ContractsWatch(AcceptedContracts accepted, Children children) {
        this.accepted = accepted;
        this.children = children;
        this.known = accepted.read();
    }

    /** Those by which the app works, or will when it has started: what worked by others has ended. */
    Contracts inForce() {
        return known;
    }

    void look() {
        Contracts now = accepted.read();
        if (!now.equals(known)) {
            LOG.info("the contracts have changed; {} starts anew", ProcessName.STREAMS.label());
            children.keeper(ProcessName.STREAMS).restart();
            known = now;
        }
    }
}
