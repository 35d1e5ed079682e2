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
                        "sources:\n  s: { type: postgress }",
                        "'postgress' is not a type of source; known: postgres, files, tmdb; did you mean 'postgres'?"),
                mistake(
                        "sources:\n  s: { type: oracle }",
                        "'oracle' is not a type of source; known: postgres, files, tmdb"),
                mistake("sources:\n  s: { type: files }", "sources.s.url: is missing; write for instance  url: ftp://"),
                mistake(files("url: /srv/files"), "sources.s.url: is not of the form ftp://host[:port]/folder"),
                mistake(
                        files("url: ftp://u:hunter2@host/"),
                        "sources.s.url: is not of the form ftp://host[:port]/folder, ftps://host[:port]/folder,"
                                + " file:///folder or s3://bucket/prefix; a login belongs into 'user' and 'password'"),
                mistake(
                        files("url: file:///f, user: u"),
                        "sources.s.user: is for URLs that begin with ftp:// and ftps"),
                mistake(
                        files("url: ftp://h/f, s3: {}"),
                        "sources.s.s3: is for URLs that begin with s3://; leave it out"),
                mistake(files("url: ftp://h/f, user: u"), "sources.s.user: user and password belong together"),
                mistake(
                        files("url: ftp://h/f, ftp: { timeout: 5ms }"),
                        "sources.s.ftp.timeout: is shorter than 100ms; write for instance 60s"),
                mistake(files("url: ftp://h/f, ftp: { tls: maybe }"), "'maybe' is not explicit or implicit"),
                mistake(dataset("d: { after-silver: burn }"), "'burn' is not one of keep, delete, move"),
                mistake(dataset("d: { after-silver: move }"), "move-to: is missing; write a folder below the URL"),
                mistake(dataset("d: { after-silver: move, move-to: ../x }"), "'../x' is not a folder below the URL"),
                mistake(dataset("d: { after-silver: move, move-to: /x }"), "'/x' is not a folder below the URL"),
                mistake(
                        dataset("d: { after-silver: delete, move-to: x }"),
                        "move-to: is for 'after-silver: move' only; leave it out"),
                mistake(files("url: ftp://h/f"), "sources.s.datasets: is missing or empty; name at least one"),
                mistake(dataset("Big-One: {}"), "sources.s.datasets.Big-One: a dataset's name is made of lower-case"),
                mistake(
                        dataset("d: { includes: x }"),
                        "sources.s.datasets.d.includes: unknown key; did you mean 'include'"),
                mistake(dataset("d: { include: \"a,b\" }"), "'a,b' is not a pattern of paths without commas"),
                mistake(dataset("d: { period: \"(\" }"), "'(' is not a regular expression such as (\\d{6})\\.7z$"),
                mistake(dataset("d: { format: xml }"), "'xml' is not one of csv, json-lines, json-array"),
                mistake(dataset("d: { encoding: latin }"), "'latin' is not an encoding such as UTF-8"),
                mistake(dataset("d: { csv: { quote: ab } }"), "'ab' is not one character, or \"\" for none"),
                mistake(dataset("d: { csv: { delimiter: \"\" } }"), "'' is not one or more characters, such as"),
                mistake(
                        dataset("d: { format: json-lines, key: id }"),
                        "sources.s.datasets.d.key: is for the format csv only; leave it out"),
                mistake(
                        tmdb("movies: 1"),
                        "sources.s.token: is missing; write for instance  token: \"${env:S_TOKEN}\""),
                mistake(tmdb("token: t, api-key: k, movies: 1"), "sources.s.api-key: is given beside 'token'"),
                mistake(tmdb("token: \"\", movies: 1"), "sources.s.token: is empty; TMDB answers nobody without one"),
                mistake(tmdb("token: t"), "nothing is asked for; give at least one of collections, movies, series"),
                mistake(tmdb("token: t, movies: [x]"), "sources.s.movies: 'x' is not the number of an entry"),
                mistake(
                        tmdb("token: t, discover: { movies: \"a=1&page=2\" }"),
                        "sources.s.discover.movies: 'a=1&page=2' is not a query of the form name=value&name=value"),
                mistake(tmdb("token: t, movies: 1, rate: 51"), "'51' is not a number of requests a second"),
                mistake(tmdb("token: t, movies: 1, rate: NaN"), "'NaN' is not a number of requests a second"),
                mistake(tmdb("token: t, movies: 1, language: pt_BR"), "'pt_BR' is not a language such as pt or pt-BR"),
                mistake(
                        tmdb("token: t, movies: 1, base-url: \"http://u:p@h/3\""),
                        "is not an URL such as https://api.themoviedb.org/3"),
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
                mistake("stack: { jvm: { postgres: -Xss1m } }", "stack.jvm.postgres: unknown key"),
                mistake("stack: { jvm: { spark: [Xss1m] } }", "stack.jvm.spark: 'Xss1m' is not a flag of the JVM"),
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

    @Test
    void aPasswordInAnUrlIsNotShown() {
        assertThatThrownBy(() -> parse(files("url: ftp://u:hunter2@host/")))
                .hasMessageContaining("a login belongs into 'user' and 'password'")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("hunter2"));
    }

    private static String files(String keys) {
        return "sources:\n  s: { type: files, " + keys + " }";
    }

    private static String dataset(String dataset) {
        return files("url: file:///f, datasets: { " + dataset + " }");
    }

    private static String tmdb(String keys) {
        return "sources:\n  s: { type: tmdb, " + keys + " }";
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
