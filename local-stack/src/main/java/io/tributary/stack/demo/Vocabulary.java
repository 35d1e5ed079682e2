package io.tributary.stack.demo;

import java.util.List;
import java.util.SplittableRandom;

/** The places, categories and phrases that the shop's rows are made of. */
final class Vocabulary {

    /** A city with the range of its zip code prefixes and its centre in degrees. */
    record City(String name, String state, int firstZip, int lastZip, double latitude, double longitude) {}

    private static final List<City> CITIES = List.of(
            new City("sao paulo", "SP", 1000, 5999, -23.55, -46.63),
            new City("rio de janeiro", "RJ", 20000, 23799, -22.91, -43.20),
            new City("belo horizonte", "MG", 30100, 31999, -19.92, -43.94),
            new City("brasilia", "DF", 70000, 73699, -15.79, -47.88),
            new City("curitiba", "PR", 80000, 82999, -25.43, -49.27),
            new City("campinas", "SP", 13000, 13139, -22.91, -47.06),
            new City("porto alegre", "RS", 90000, 91999, -30.03, -51.23),
            new City("salvador", "BA", 40000, 42499, -12.97, -38.50),
            new City("guarulhos", "SP", 7000, 7399, -23.45, -46.53),
            new City("florianópolis", "SC", 88000, 88099, -27.60, -48.55),
            new City("fortaleza", "CE", 60000, 61599, -3.72, -38.54),
            new City("recife", "PE", 50000, 52999, -8.05, -34.90),
            new City("manaus", "AM", 69000, 69099, -3.12, -60.02),
            new City("belém", "PA", 66000, 66999, -1.46, -48.49),
            new City("goiânia", "GO", 74000, 74899, -16.69, -49.25),
            new City("são luís", "MA", 65000, 65109, -2.53, -44.30),
            new City("santa bárbara d'oeste", "SP", 13450, 13459, -22.75, -47.41),
            new City("cuiabá", "MT", 78000, 78109, -15.60, -56.10));

    private static final List<ShopRow.Translation> CATEGORIES = List.of(
            new ShopRow.Translation("livros", "books"),
            new ShopRow.Translation("brinquedos", "toys"),
            new ShopRow.Translation("ferramentas", "tools"),
            new ShopRow.Translation("papelaria", "stationery"),
            new ShopRow.Translation("relogios", "watches"),
            new ShopRow.Translation("perfumaria", "perfumery"),
            new ShopRow.Translation("instrumentos_musicais", "musical_instruments"),
            new ShopRow.Translation("cama_e_banho", "bed_and_bath"),
            new ShopRow.Translation("esporte", "sports"),
            new ShopRow.Translation("informatica", "computers"),
            new ShopRow.Translation("telefonia", "telephony"),
            new ShopRow.Translation("jardim", "garden"),
            new ShopRow.Translation("cozinha", "kitchen"),
            new ShopRow.Translation("moveis", "furniture"),
            new ShopRow.Translation("bebidas", "drinks"),
            new ShopRow.Translation("calcados", "shoes"),
            new ShopRow.Translation("malas", "luggage"),
            new ShopRow.Translation("audio", "audio"),
            new ShopRow.Translation("artes", "art"),
            new ShopRow.Translation("bebes", "baby"));

    private static final List<String> TITLES = List.of(
            "Recomendo", "Muito bom", "Não gostei", "Ótimo!", "Entrega rápida", "\"Perfeito\"", "Atrasou", "Nota 10");

    private static final List<String> PHRASES = List.of(
            "Produto chegou antes do prazo.",
            "Ainda não recebi, e o prazo já passou!",
            "A caixa veio amassada, mas o produto está inteiro",
            "Excelente qualidade; recomendo",
            "O vendedor escreveu: \"enviamos hoje\" e enviou mesmo",
            "Veio a cor errada, pedi azul, recebi verde",
            "Minha mãe adorou ❤",
            "Manual só em inglês, 110V/220V",
            "Custou menos que na loja do shopping, e com frete grátis",
            "Faltou um parafuso \\ tive de comprar outro",
            "Nota\t10");

    private static final List<String> PAYMENT_TYPES =
            List.of("credit_card", "credit_card", "credit_card", "boleto", "debit_card", "voucher");

    private Vocabulary() {}

    static List<ShopRow.Translation> categories() {
        return CATEGORIES;
    }

    /** A city; those at the head of the list are met more often. */
    static City city(SplittableRandom random) {
        double skewed = random.nextDouble() * random.nextDouble();
        return CITIES.get((int) (skewed * CITIES.size()));
    }

    static String zipPrefix(SplittableRandom random, City city) {
        return String.format("%05d", random.nextInt(city.firstZip(), city.lastZip() + 1));
    }

    static String category(SplittableRandom random) {
        return pick(random, CATEGORIES).category();
    }

    static String paymentType(SplittableRandom random) {
        return pick(random, PAYMENT_TYPES);
    }

    static String title(SplittableRandom random) {
        return pick(random, TITLES);
    }

    /** One to four phrases, on lines of their own as often as not. */
    static String comment(SplittableRandom random) {
        StringBuilder comment = new StringBuilder(pick(random, PHRASES));
        int more = random.nextInt(4);
        for (int i = 0; i < more; i++) {
            comment.append(random.nextBoolean() ? "\r\n" : ", ").append(pick(random, PHRASES));
        }
        return comment.toString();
    }

    private static <T> T pick(SplittableRandom random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
