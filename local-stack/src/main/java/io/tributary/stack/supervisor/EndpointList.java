package io.tributary.stack.supervisor;

import io.tributary.stack.config.LakeConfig.ExternalLake;
import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.Ports;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.process.EmbeddedPostgres;
import io.tributary.stack.status.Endpoints;
import java.net.URI;
import java.util.Optional;

/** Where a stack's processes can be reached. */
final class EndpointList {

    private static final String LOOPBACK = "127.0.0.1";

    private EndpointList() {}

    static Endpoints of(StackPlan plan) {
        Ports ports = plan.context().config().stack().ports();
        StateDirectory state = plan.context().state();
        return new Endpoints(
                plan.postgres().map(EndpointList::postgres).orElse(null),
                new Endpoints.Kafka(LOOPBACK + ":" + ports.of(PortRole.BROKER)),
                new Endpoints.Registry(http(ports, PortRole.REGISTRY) + "/apis/ccompat/v7"),
                new Endpoints.Connect(http(ports, PortRole.CONNECT)),
                plan.context()
                        .config()
                        .lake()
                        .external()
                        .map(EndpointList::external)
                        .orElseGet(() -> new Endpoints.S3(
                                http(ports, PortRole.OBJECTSTORE),
                                "lake",
                                state.objectStoreCredentials().toString())),
                new Endpoints.Sql(http(ports, PortRole.QUERY)),
                new Endpoints.Supervisor(http(ports, PortRole.SUPERVISOR)));
    }

    private static Endpoints.Postgres postgres(EmbeddedPostgres postgres) {
        return new Endpoints.Postgres(
                LOOPBACK,
                postgres.port(),
                postgres.database(),
                EmbeddedPostgres.OWNER,
                postgres.state().pgpass().toString());
    }

    private static Endpoints.S3 external(ExternalLake lake) {
        Optional<URI> endpoint = lake.s3().endpoint();
        String bucket = URI.create(lake.root()).getHost();
        return new Endpoints.S3(endpoint.map(URI::toString).orElse(null), bucket, null);
    }

    private static String http(Ports ports, PortRole role) {
        return "http://" + LOOPBACK + ":" + ports.of(role);
    }
}
