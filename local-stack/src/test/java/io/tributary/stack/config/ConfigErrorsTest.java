package io.tributary.stack.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message names the file, the place, the key, what is wrong and what to do. */
class ConfigErrorsTest {

    private static final String SOURCE =
            """
            sources:
              shop:
                type: postgres
                host: db
                database: shop
                user: u
                password: p
            """;

    @TempDir
    private Path folder;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("source: {}", "1:1: source: unknown key; did you mean 'sources'?"),
                mistake(
                        SOURCE + "    pasword: x\n",
                        "8:5: sources.shop.pasword: unknown key; did you mean 'password'?"),
                mistake(SOURCE + "    colour: x\n", "unknown key; known keys here: type, host, port"),
                mistake(SOURCE + "    port: high\n", "8:11: sources.shop.port: 'high' is not a port number from 1 to"),
                mistake(SOURCE + "    port: 70000\n", "'70000' is not a port number"),
                mistake(SOURCE + "    port: [1]\n", "sources.shop.port: expected a single value, found a list"),
                mistake(SOURCE + "    tables: [a.b.c]\n", "'a.b.c' is not a table pattern such as public.orders"),
                mistake(SOURCE + "    tables: [[a]]\n", "expected a list of single values, found a list in it"),
                mistake(
                        SOURCE + "    tls: require\n",
                        "sources.shop.tls: expected a block of keys, found a single value"),
                mistake(
                        SOURCE + "    tls: { mode: strict }\n",
                        "'strict' is not one of disable, prefer, require, verify-ca, verify-full"),
                mistake(SOURCE + "    host: other\n", "the key 'host' is there twice; keep one of the two"),
                mistake(
                        "sources:\n  shop: { host: h }",
                        "sources.shop.type: is missing; write for instance  type: postgres"),
                mistake("sources:\n  shop: { type: postgres, host: h }", "sources.shop.database: is missing"),
                mistake(
                        "sources:\n  s: { type: tmdb }",
                        "sources of type 'tmdb' are not available yet; known: postgres"),
                mistake("sources:\n  s: { type: postgress }", "'postgress' is not a type of source; known: postgres"),
                mistake("sources:\n  s: { type: oracle }", "'oracle' is not a type of source; known: postgres"),
                mistake("sources:\n  My-Shop: { type: postgres }", "sources.My-Shop: a source's name is made of"),
                mistake("sources:\n  spark: { type: postgres }", "this name belongs to a process of the stack"),
                mistake("sources: [a]", "sources: expected a block of keys, found a list"),
                mistake("lake: { s3: { region: r } }", "lake.s3: is given without lake.root"),
                mistake("lake: { root: /tmp/lake }", "'/tmp/lake' is not a place in an object store, such as s3://"),
                mistake(
                        "lake: { root: s3://bucket, s3: { access-key: a } }",
                        "lake.s3.access-key: access-key and secret-key belong together"),
                mistake(
                        "lake: { root: s3://bucket, s3: { endpoint: localhost } }",
                        "lake.s3.endpoint: 'localhost' is not a URL such as"),
                mistake("stack: { ports: { brokr: 1 } }", "stack.ports.brokr: unknown key; did you mean 'broker'?"),
                mistake(
                        "stack: { ports: { broker: 18081 } }",
                        "stack.ports.broker: port 18081 is used for broker and for registry; give each its own"),
                mistake("stack: { memory: { spark: lots } }", "'lots' is not a heap size of at least 16m"),
                mistake("stack: { partitions: 0 }", "stack.partitions: '0' is not a whole number from 1 to 1000"),
                mistake("stack: { triggers: { silver: 5 } }", "'5' is not a duration such as 500ms, 10s"),
                mistake("- a", "expected keys such as 'sources:', found a list"),
                mistake("a: *b", "aliases (*name) are not supported; repeat the value"),
                mistake("a: 1\n---\nb: 1", "a second document begins here"),
                mistake("sources:\n\tshop: 1", "this is not valid YAML"),
                mistake("a: \"b", "this is not valid YAML"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void areExplained(String yaml, String explanation) {
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file().toString())
                .hasMessageContaining(explanation);
    }

    @Test
    void aMissingVariableIsNamed() {
        assertThatThrownBy(() -> parse(SOURCE.replace("password: p", "password: \"${env:SHOP_PASSWORD}\"")))
                .hasMessage(
                        file() + ":7:15: sources.shop.password: the environment variable SHOP_PASSWORD is not set; set"
                                + " it (export SHOP_PASSWORD=...) before you start, or write the value another way");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> parse(SOURCE.replace("password: p", "password: \"${file:/no/such}\"")))
                .hasMessageContaining(
                        "sources.shop.password: the file /no/such cannot be read (there is no such file)");
    }

    @Test
    void anUnknownReferenceIsNamed() {
        assertThatThrownBy(() -> parse(SOURCE.replace("host: db", "host: \"${vault:x}\"")))
                .hasMessageContaining("'${vault:x}' is not a known reference; write ${env:NAME} or ${file:/path}");
    }

    @Test
    void whatAReferenceStandsForIsNotShown() {
        assertThatThrownBy(() -> parse(SOURCE + "    port: \"${env:HIDDEN}\"\n"))
                .hasMessageContaining("'${env:HIDDEN}' is not a port number")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("topsecret"));
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        assertThatThrownBy(() -> TributaryConfig.load(file()))
                .hasMessage(file() + ": there is no such file; name another with --config");
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> TributaryConfig.load(folder))
                .hasMessageContaining("the file cannot be read")
                .hasMessageContaining("check that it is a file");
    }

    @Test
    void bytesThatAreNoTextAreExplained() throws IOException {
        Files.write(file(), new byte[] {'a', ':', (byte) 0xe9, '\n'});

        assertThatThrownBy(() -> TributaryConfig.load(file()))
                .hasMessage(file() + ": this is not UTF-8 text; save it as UTF-8");
    }

    private static Arguments mistake(String yaml, String explanation) {
        return Arguments.of(yaml, explanation);
    }

    private TributaryConfig parse(String yaml) {
        return new ConfigFile(file(), Map.of("HIDDEN", "topsecret")).parse(yaml);
    }

    private Path file() {
        return folder.resolve("tributary.yaml");
    }
}
