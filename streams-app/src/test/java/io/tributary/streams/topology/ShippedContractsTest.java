package io.tributary.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.registry.InMemorySchemaRegistry;
import io.tributary.streams.topology.TopologyHarness.Clean;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows as the demo's sources have them, through the contracts that the project ships. */
class ShippedContractsTest {

    private static final String NOVO =
            "competênciamov;região;uf;município;seção;subclasse;saldomovimentação;cbo2002ocupação;"
                    + "categoria;graudeinstrução;idade;horascontratuais;raçacor;sexo;tipoempregador;tipoestabelecimento;"
                    + "tipomovimentação;tipodedeficiência;indtrabintermitente;indtrabparcial;salário;tamestabjan;"
                    + "indicadoraprendiz;origemdainformação;competênciadec;indicadordeforadoprazo;unidadesaláriocódigo;"
                    + "valorsaláriofixo";
    private static final String NOVO_ROW =
            "202206;3;35;355030;J;6311900;-1;212405;101;3;;44,00;1;3;0;1;97;0;0;9;4062,34;8;0;1;202206;0;5;4062,34";

    @TempDir
    Path state;

    private TopologyHarness app;

    @BeforeEach
    void start() {
        app = new TopologyHarness(state, new InMemorySchemaRegistry(), TestContracts.shipped());
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void movementsOfTheNovoCaged() {
        FileTopic file = new FileTopic(app.registry, "jobs.movements", NOVO.split(";"))
                .in("NOVO CAGED/2022/202206/CAGEDMOV202206.7z", "202206", 1);

        app.send(file.topic(), null, file.row(NOVO_ROW));
        app.send(file.topic(), null, file.row(NOVO_ROW));

        List<Clean> rows = app.clean("clean.jobs.movements");
        assertThat(rows)
                .extracting(row -> row.key().toString())
                .containsExactly("{\"period\": \"202206\", \"line\": 2}", "{\"period\": \"202206\", \"line\": 3}");
        Clean row = rows.get(0);
        assertThat(row.get("month")).isEqualTo(day("2022-06-01"));
        assertThat(row.get("year")).isEqualTo(new Utf8("2022"));
        assertThat(row.value().getSchema().getObjectProp("tributary.partition")).isEqualTo("year");
        assertThat(row.get("balance")).isEqualTo(-1);
        assertThat(row.get("age")).isNull();
        assertThat(row.get("sex")).isEqualTo(new Utf8("female"));
        assertThat(decimal(row.get("salary"))).isEqualTo(new BigDecimal("4062.34"));
    }

    @Test
    void exclusionsOfTheNovoCaged() {
        FileTopic file = new FileTopic(
                        app.registry, "jobs.exclusions", (NOVO + ";competênciaexc;indicadordeexclusão").split(";"))
                .in("CAGEDEXC202208.7z", "202208", 1);

        app.send(file.topic(), null, file.row(NOVO_ROW + ";202208;1"));

        Clean row = app.cleanOne("clean.jobs.exclusions");
        assertThat(row.get("month")).isEqualTo(day("2022-06-01"));
        assertThat(row.get("excluded_month")).isEqualTo(day("2022-08-01"));
    }

    @Test
    void movementsOfTheOldCagedHaveTheColumnsOfTheNew() {
        FileTopic file = new FileTopic(
                        app.registry,
                        "jobs.old_movements",
                        ("Admitidos/Desligados;Competência Declarada;Município;Ano Declarado;CBO 2002 Ocupação;CNAE 2.0"
                                        + " Subclas;Faixa Empr Início Jan;Grau Instrução;Qtd Hora Contrat;Idade;Ind"
                                        + " Aprendiz;Raça Cor;Salário Mensal;Saldo Mov;Sexo;Tipo Estab;Tipo Defic;Tipo Mov"
                                        + " Desagregado;UF")
                                .split(";"))
                .in("CAGED/2015/CAGEDEST_122015.7z", "122015", 1);

        app.send(
                file.topic(),
                null,
                file.row("01;201512;355030;2015;212405;6201501;3;07;44;33;0;02;000001500,00;01;02;1;0;01;35"));

        Clean row = app.cleanOne("clean.jobs.old_movements");
        assertThat(row.get("month")).isEqualTo(day("2015-12-01"));
        assertThat(row.get("balance")).isEqualTo(1);
        assertThat(row.get("sex")).isEqualTo(new Utf8("female"));
        assertThat(decimal(row.get("salary"))).isEqualTo(new BigDecimal("1500.00"));
        assertThat(row.get("activity")).isEqualTo(new Utf8("6201501"));
        assertThat(row.get("part_time")).isNull();
    }

    @Test
    void creditsOfImdb() {
        FileTopic file = new FileTopic(
                app.registry,
                "imdb.credits",
                ("id;tituloPincipal;tituloOriginal;anoLancamento;tempoMinutos;genero;notaMedia;numeroVotos;generoArtista;"
                                + "personagem;nomeArtista;anoNascimento;anoFalecimento;profissao;titulosMaisConhecidos")
                        .split(";"));

        app.send(
                file.topic(),
                null,
                file.row("tt0114369;Seven;Se7en;1995;127;Crime,Drama;8.6;1700000;actor;Mills;Brad Pitt;1963;\\N;"
                        + "actor,producer;tt0114369,tt0137523"));

        Clean row = app.cleanOne("clean.imdb.credits");
        assertThat(row.key()).hasToString("{\"file\": \"data.csv\", \"line\": 2}");
        assertThat(row.get("title")).isEqualTo(new Utf8("Seven"));
        assertThat(row.get("genres")).hasToString("[Crime, Drama]");
        assertThat(row.get("birth_year")).isEqualTo(1963);
        assertThat(row.get("death_year")).isNull();
        assertThat(row.get("known_for")).hasToString("[tt0114369, tt0137523]");
        assertThat(app.warnings()).isEmpty();
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    private static BigDecimal decimal(Object bytes) {
        return new BigDecimal(new BigInteger(((ByteBuffer) bytes).array()), 2);
    }
}
