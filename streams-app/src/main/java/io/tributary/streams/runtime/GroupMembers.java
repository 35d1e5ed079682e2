package io.tributary.streams.runtime;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream threads as members of the consumer group. They are static members, which the broker keeps for the session
 * timeout when they are gone, so that a restarted app has its partitions back at once. A thread that failed comes back
 * under another number, though, and would have to wait for itself.
 */
final class GroupMembers {

    private static final Logger LOG = LoggerFactory.getLogger(GroupMembers.class);
    private static final Pattern THREAD = Pattern.compile(".*-StreamThread-(\\d+)");
    private static final int TIMEOUT_SECONDS = 10;

    private final Admin admin;
    private final String group;
    private final String instanceId;

    GroupMembers(Admin admin, String group, String instanceId) {
        this.admin = admin;
        this.group = group;
        this.instanceId = instanceId;
    }

    /** Takes the calling stream thread out of the group. Logs what it cannot do: then the session timeout does it. */
    void leave() {
        Matcher thread = THREAD.matcher(Thread.currentThread().getName());
        if (!thread.matches()) {
            return;
        }
        orTimeOut(() -> remove(Set.of(new MemberToRemove(instanceId + "-" + thread.group(1)))));
    }

    /** Takes all threads of this instance out of the group, before there are any. Logs what it cannot do, likewise. */
    void leaveAll() {
        orTimeOut(() -> {
            Set<MemberToRemove> own = admin
                    .describeConsumerGroups(List.of(group))
                    .all()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(group)
                    .members()
                    .stream()
                    .flatMap(member -> member.groupInstanceId().stream())
                    .filter(id -> id.startsWith(instanceId + "-"))
                    .map(MemberToRemove::new)
                    .collect(Collectors.toSet());
            if (!own.isEmpty()) {
                remove(own);
            }
        });
    }

    private interface Request {
        void send() throws ExecutionException, InterruptedException, TimeoutException;
    }

    private void orTimeOut(Request request) {
        try {
            request.send();
        } catch (ExecutionException | TimeoutException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                LOG.info("Members of {} could not be taken out of group {}: {}", instanceId, group, e.toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void remove(Set<MemberToRemove> gone) throws ExecutionException, InterruptedException, TimeoutException {
        admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions(gone))
                .all()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
