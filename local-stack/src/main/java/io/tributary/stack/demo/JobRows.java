package io.tributary.stack.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Invented hirings and dismissals in the layouts of CAGED, the Brazilian register of formal jobs. */
final class JobRows {

    /** The columns of Novo CAGED, 2020 and later. */
    static final List<String> MOVEMENT_COLUMNS = List.of(
            "competênciamov",
            "região",
            "uf",
            "município",
            "seção",
            "subclasse",
            "saldomovimentação",
            "cbo2002ocupação",
            "categoria",
            "graudeinstrução",
            "idade",
            "horascontratuais",
            "raçacor",
            "sexo",
            "tipoempregador",
            "tipoestabelecimento",
            "tipomovimentação",
            "tipodedeficiência",
            "indtrabintermitente",
            "indtrabparcial",
            "salário",
            "tamestabjan",
            "indicadoraprendiz",
            "origemdainformação",
            "competênciadec",
            "indicadordeforadoprazo",
            "unidadesaláriocódigo",
            "valorsaláriofixo");

    /** What an exclusion has beside them. */
    static final List<String> EXCLUSION_COLUMNS = List.of("competênciaexc", "indicadordeexclusão");

    /** The columns of the old CAGED, as far as years agree on them. */
    static final List<String> OLD_COLUMNS = List.of(
            "Admitidos/Desligados",
            "Competência Declarada",
            "Município",
            "CBO 2002 Ocupação",
            "CNAE 2.0 Subclas",
            "Faixa Empr Início Jan",
            "Grau Instrução",
            "Qtd Hora Contrat",
            "Idade",
            "Ind Aprendiz",
            "Raça Cor",
            "Salário Mensal",
            "Saldo Mov",
            "Sexo",
            "Tipo Estab",
            "Tipo Defic",
            "Tipo Mov Desagregado",
            "UF",
            "Ind Trab Parcial",
            "Ind Trab Intermitente");

    private static final int[] STATES = {11, 13, 15, 21, 23, 26, 29, 31, 33, 35, 41, 43, 50, 52, 53};
    private static final String[] ACTIVITIES = {"6201501", "6202300", "4711302", "5611201", "8610101", "4120400"};
    private static final String[] SECTIONS = {"J", "J", "G", "I", "Q", "F"};
    private static final String[] OCCUPATIONS = {"212405", "317110", "411010", "521110", "513205", "717020"};
    private static final int UNKNOWN_AGE_EVERY = 200;

    private final Random random;

    JobRows(Random random) {
        this.random = random;
    }

    /** A movement; without a natural key, and now and then without an age, as real ones. */
    List<String> movement(String month) {
        int state = pick(STATES);
        int activity = random.nextInt(ACTIVITIES.length);
        boolean hired = random.nextInt(100) < 54;
        String salary = decimal(1_320 + 6_000 * Math.abs(random.nextGaussian()));
        return List.of(
                month,
                String.valueOf(state / 10),
                String.valueOf(state),
                state + padded(random.nextInt(9_999), 4),
                SECTIONS[activity],
                ACTIVITIES[activity],
                hired ? "1" : "-1",
                OCCUPATIONS[random.nextInt(OCCUPATIONS.length)],
                "101",
                String.valueOf(1 + random.nextInt(9)),
                random.nextInt(UNKNOWN_AGE_EVERY) == 0 ? "" : String.valueOf(16 + random.nextInt(50)),
                decimal(random.nextInt(10) == 0 ? 30 : 44),
                String.valueOf(1 + random.nextInt(6)),
                random.nextBoolean() ? "1" : "3",
                "0",
                "1",
                hired ? "20" : "31",
                "0",
                "0",
                "0",
                salary,
                String.valueOf(1 + random.nextInt(9)),
                "0",
                "1",
                month,
                "0",
                "5",
                salary);
    }

    /** What a movement becomes when it was a mistake. */
    List<String> exclusion(String month) {
        List<String> row = new ArrayList<>(movement(month));
        row.add(month);
        row.add("1");
        return row;
    }

    /** A movement in the old layout. */
    List<String> old(String month) {
        int state = pick(STATES);
        int activity = random.nextInt(ACTIVITIES.length);
        boolean hired = random.nextInt(100) < 51;
        return List.of(
                hired ? "01" : "02",
                month,
                state + padded(random.nextInt(9_999), 4),
                OCCUPATIONS[random.nextInt(OCCUPATIONS.length)],
                ACTIVITIES[activity],
                String.valueOf(1 + random.nextInt(9)),
                String.valueOf(1 + random.nextInt(9)),
                decimal(44),
                String.valueOf(16 + random.nextInt(50)),
                "0",
                String.valueOf(1 + random.nextInt(9)),
                decimal(954 + 4_000 * Math.abs(random.nextGaussian())),
                hired ? "1" : "-1",
                random.nextBoolean() ? "01" : "02",
                "1",
                "0",
                hired ? "1" : "4",
                String.valueOf(state),
                "0",
                "0");
    }

    private int pick(int[] values) {
        return values[random.nextInt(values.length)];
    }

    private static String decimal(double value) {
        long cents = Math.round(value * 100);
        return cents / 100 + "," + padded((int) (cents % 100), 2);
    }

    /** Millions are made for a measurement, so that a format would be what takes the time. */
    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
