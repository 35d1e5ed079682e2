package io.tributary.stack.process;

import io.tributary.stack.contract.AcceptedContracts;
import io.tributary.stack.contract.SecretVariables;
import io.tributary.stack.layout.ProcessName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The processes of a stack. */
public final class ProcessSpecs {

    private ProcessSpecs() {}

    /**
     * The processes that a configuration needs, in no particular order.
     *
     * @param embeddedPostgres whether the stack brings its own database
     */
    public static List<ProcessSpec> of(ProcessContext context, boolean embeddedPostgres) {
        List<ProcessSpec> specs = new ArrayList<>();
        if (embeddedPostgres) {
            specs.add(PostgresProcess.spec(context));
        }
        specs.add(BrokerProcess.spec(context));
        specs.add(RegistryProcess.spec(context));
        if (context.config().lake().external().isEmpty()) {
            specs.add(ObjectStoreProcess.spec(context));
        }
        specs.add(ConnectProcess.spec(context));
        specs.add(StreamsProcess.spec(context));
        specs.add(SparkProcess.spec(context));
        specs.add(QueryProcess.spec(context));
        Set<String> secrets = SecretVariables.of(new AcceptedContracts(context.state()).read());
        return specs.stream()
                .map(spec -> spec.name() == ProcessName.STREAMS ? spec : spec.without(secrets))
                .toList();
    }
}
