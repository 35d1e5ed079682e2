package io.tributary.schemas.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * How a raw text becomes a value. Steps in this order: trim, case, texts that mean null, codes, default, then the type.
 *
 * @param trim whether white space around it is cut off
 * @param emptyToNull whether an empty text is null
 * @param letterCase what becomes of its letters
 * @param nullTexts texts that mean null, such as {@code NULL} or {@code \N}
 * @param codes clean text for a raw one; what is not in it stays as it is
 * @param defaultText taken where the value is null; null for none
 * @param split text between the elements of an array; null if the raw value is no text with elements in it
 * @param formats patterns of {@link java.time.format.DateTimeFormatter}, {@value #EPOCH_SECONDS} or {@value
 *     #EPOCH_MILLIS}, tried in turn; empty for ISO 8601
 * @param zone of timestamps that name none, for instance {@code America/Sao_Paulo}; null for UTC
 * @param decimalSeparator one character
 * @param groupingSeparator one character, ignored between digits; empty for none
 * @param trueTexts texts that mean true, in lower case
 * @param falseTexts texts that mean false, in lower case
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Cleaning(
        boolean trim,
        boolean emptyToNull,
        LetterCase letterCase,
        List<String> nullTexts,
        Map<String, String> codes,
        String defaultText,
        String split,
        List<String> formats,
        String zone,
        String decimalSeparator,
        String groupingSeparator,
        List<String> trueTexts,
        List<String> falseTexts) {

    /** Format of timestamps that are seconds since 1970-01-01T00:00:00Z. */
    public static final String EPOCH_SECONDS = "epoch-seconds";

    /** Format of timestamps that are milliseconds since then. */
    public static final String EPOCH_MILLIS = "epoch-millis";

    public static final List<String> TRUE_TEXTS = List.of("true", "t", "yes", "y", "1");
    public static final List<String> FALSE_TEXTS = List.of("false", "f", "no", "n", "0");

    public Cleaning {
        letterCase = letterCase == null ? LetterCase.KEEP : letterCase;
        nullTexts = nullTexts == null ? List.of() : List.copyOf(nullTexts);
        codes = codes == null ? Map.of() : Map.copyOf(codes);
        formats = formats == null ? List.of() : List.copyOf(formats);
        decimalSeparator = decimalSeparator == null ? "." : decimalSeparator;
        groupingSeparator = groupingSeparator == null ? "" : groupingSeparator;
        trueTexts = trueTexts == null ? TRUE_TEXTS : List.copyOf(trueTexts);
        falseTexts = falseTexts == null ? FALSE_TEXTS : List.copyOf(falseTexts);
    }

    /** Takes texts as they are. */
    public static Cleaning none() {
        return new Cleaning(false, false, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Cuts white space off and takes an empty text for null. */
    public static Cleaning usual() {
        return new Cleaning(true, true, null, null, null, null, null, null, null, null, null, null, null);
    }
}
