package io.tributary.stack.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourcesTextTest {

    @Test
    void isReadAsItWasWritten() {
        List<PostgresSource> sources = List.of(
                new PostgresSource(
                        "zebra",
                        "2001:db8::1",
                        6543,
                        "Straße \"1\"",
                        "o'user",
                        Secret.of("p: ${env:HOME} $${x} # \\ 'ü'\n"),
                        TlsMode.VERIFY_CA,
                        Optional.of(Path.of("/etc/ca.pem")),
                        List.of(new TablePattern("public", "*"), new TablePattern("Sales", "o*")),
                        List.of(new TablePattern("public", "audit"))),
                new PostgresSource(
                        "ant",
                        "h",
                        5432,
                        "d",
                        "u",
                        Secret.of(""),
                        TlsMode.DISABLE,
                        Optional.empty(),
                        List.of(new TablePattern("a", "b")),
                        List.of()));

        TributaryConfig read = new ConfigFile(Path.of("sources.yaml"), Map.of()).parse(SourcesText.of(sources));

        assertThat(read.postgresSources()).isEqualTo(sources);
    }
}
