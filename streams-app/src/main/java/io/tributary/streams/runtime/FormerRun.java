package io.tributary.streams.runtime;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run of this app that was killed has left at the broker. A stream thread that starts takes the place of the one with
 * its number, in the group and as a producer. But threads that failed came back under higher numbers then, and nobody
 * takes their places: whoever reads committed records would wait for the transaction timeout, the app's own restore
 * first.
 */
final class FormerRun {

    private static final Logger LOG = LoggerFactory.getLogger(FormerRun.class);
    private static final int TIMEOUT_SECONDS = 20;

    private final Admin admin;
    private final GroupMembers members;

    FormerRun(Admin admin, GroupMembers members) {
        this.admin = admin;
        this.members = members;
    }

    /**
     * Ends it. Logs what cannot be ended: then timeouts do it.
     *
     * @param process what the transactional ids of this instance's threads begin with, up to their number
     */
    void end(String process) {
        members.leaveAll();
        Pattern ofProcess = Pattern.compile(Pattern.quote(process) + "-\\d+");
        try {
            List<String> open = listed().stream()
                    .filter(each -> each.state() == TransactionState.ONGOING)
                    .map(TransactionListing::transactionalId)
                    .filter(id -> ofProcess.matcher(id).matches())
                    .toList();
            if (!open.isEmpty()) {
                admin.fenceProducers(open).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                LOG.info("Transactions of an earlier run are aborted: {}", open);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Transactions of an earlier run stay open until they time out: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Collection<TransactionListing> listed() throws ExecutionException, InterruptedException, TimeoutException {
        return admin.listTransactions().all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
