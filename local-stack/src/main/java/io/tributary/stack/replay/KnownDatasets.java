package io.tributary.stack.replay;

import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.layout.StackException;
import java.util.Set;
import java.util.stream.Collectors;

/** The datasets that there are. */
public final class KnownDatasets {

    private KnownDatasets() {}

    /**
     * Makes sure that a dataset is there.
     *
     * @param topics names of all topics
     * @throws StackException naming those that are, if it is not
     */
    public static void require(Dataset dataset, Set<String> topics) {
        if (!topics.contains(dataset.cleanTopic())) {
            String known = topics.stream()
                    .flatMap(topic -> Dataset.ofTopic(topic).stream())
                    .map(each -> each.source() + "." + each.name())
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new StackException("There is no dataset " + dataset.source() + "." + dataset.name()
                    + (known.isEmpty() ? "; there is none at all yet" : "; there are: " + known));
        }
    }
}
