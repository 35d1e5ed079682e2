package io.tributary.tests.workload;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;

/** Random texts, with those that break a careless encoder among them. */
final class Texts {

    private static final List<String> AWKWARD = List.of(
            "",
            " ",
            "null",
            "NULL",
            "\\N",
            "line one\r\nline two\n",
            "tab\there",
            "\"double\" 'single' `back`",
            "a,b;c|d",
            "back\\slash \\u0041",
            "São João, ação, ñandú",
            "日本語 テキスト",
            "emoji 🌊🏞 and combining e\u0301",
            "{\"json\": [1, 2]}",
            "\u0001 control \u001f",
            "0x00",
            "1e400",
            "\uFEFFbom",
            "trailing blank ");

    private Texts() {}

    static String any(SplittableRandom random) {
        return random.nextInt(3) == 0 ? AWKWARD.get(random.nextInt(AWKWARD.size())) : word(random, 1, 30);
    }

    /** Letters and digits that do not compress. */
    static String word(SplittableRandom random, int shortest, int longest) {
        int length = random.nextInt(shortest, longest + 1);
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(Long.toString(random.nextLong() & Long.MAX_VALUE, 36));
        }
        text.setLength(length);
        return text.toString();
    }

    static String json(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> "null";
            case 1 -> "[]";
            case 2 -> "{\"a\": {\"b\": [1, 2.50, null, true]}, \"ç\": \"" + word(random, 0, 10) + "\"}";
            case 3 -> "\"" + word(random, 0, 10) + " \\\"quoted\\\" \\n\"";
            default -> "{\"n\": " + random.nextLong() + ", \"t\": \"" + word(random, 1, 5) + "\"}";
        };
    }

    /** A decimal number with up to so many digits before the point and exactly {@code scale} after it. */
    static String decimal(SplittableRandom random, int digits, int scale) {
        int used = random.nextInt(digits + 1);
        StringBuilder number = new StringBuilder(random.nextBoolean() ? "-" : "");
        number.append(used == 0 ? "0" : digits(random, used));
        if (scale > 0) {
            number.append('.').append(digits(random, scale));
        }
        return number.toString();
    }

    static String hex(SplittableRandom random, int longest) {
        int bytes = random.nextInt(longest + 1);
        StringBuilder text = new StringBuilder("\\x");
        for (int i = 0; i < bytes; i++) {
            text.append(String.format("%02x", random.nextInt(256)));
        }
        return text.toString();
    }

    private static String digits(SplittableRandom random, int count) {
        StringBuilder digits = new StringBuilder();
        while (digits.length() < count) {
            digits.append(BigInteger.valueOf(random.nextLong()).abs());
        }
        digits.setLength(count);
        return digits.toString();
    }
}
