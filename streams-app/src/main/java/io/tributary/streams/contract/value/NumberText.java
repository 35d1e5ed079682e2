package io.tributary.streams.contract.value;

import io.tributary.schemas.contract.Cleaning;
import io.tributary.streams.column.UnrepresentableValueException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Reads numbers as a contract says they are written. */
final class NumberText {

    private static final char NONE = 0;

    /** More digits than any type has, and few enough that an exponent cannot make the machine write zeros for hours. */
    private static final int MOST_CHARACTERS = 100;

    private static final int LARGEST_EXPONENT = 400;

    private final char point;
    private final char group;
    private final Pattern grouped;

    private NumberText(char point, char group) {
        this.point = point;
        this.group = group;
        this.grouped = Pattern.compile("[+-]?[0-9]{1,3}(?:" + Pattern.quote(String.valueOf(group)) + "[0-9]{3})+");
    }

    static NumberText of(Cleaning cleaning) {
        return new NumberText(
                cleaning.decimalSeparator().charAt(0),
                cleaning.groupingSeparator().isEmpty()
                        ? NONE
                        : cleaning.groupingSeparator().charAt(0));
    }

    /** A whole number; one with nothing but zeros behind the point is one too. */
    long whole(String text, long least, long most) throws UnrepresentableValueException {
        long number;
        try {
            number = text.length() < 19 && isPlain(text)
                    ? Long.parseLong(text)
                    : number(text).longValueExact();
        } catch (ArithmeticException e) {
            throw new UnrepresentableValueException("is no whole number, or too large for one");
        }
        if (number < least || number > most) {
            throw new UnrepresentableValueException("is not from " + least + " to " + most);
        }
        return number;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    double floating(String text) throws UnrepresentableValueException {
        double number = number(text).doubleValue();
        if (Double.isInfinite(number)) {
            throw new UnrepresentableValueException("is too large for a floating-point number");
        }
        return number;
    }

    BigDecimal decimal(String text, int precision, int scale) throws UnrepresentableValueException {
        BigDecimal number = number(text);
        try {
            number = number.setScale(scale);
        } catch (ArithmeticException e) {
            throw tooWide(precision, scale);
        }
        if (number.precision() > precision) {
            throw tooWide(precision, scale);
        }
        return number;
    }

    private static UnrepresentableValueException tooWide(int precision, int scale) {
        return new UnrepresentableValueException("has more digits than a decimal(" + precision + "," + scale + ")");
    }

    private BigDecimal number(String text) throws UnrepresentableValueException {
        if (text.length() > MOST_CHARACTERS) {
            throw new UnrepresentableValueException("is too long for a number");
        }
        try {
            BigDecimal number = new BigDecimal(canonical(text));
            if (Math.abs((long) number.scale()) > LARGEST_EXPONENT) {
                throw new UnrepresentableValueException("is too large or too small for a number");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new UnrepresentableValueException(
                    "is no number" + (point == '.' ? "" : " with '" + point + "' before its decimals"));
        }
    }

    private String canonical(String text) {
        if (point == '.' && group == NONE) {
            return text;
        }
        int end = text.indexOf(point);
        String whole = end < 0 ? text : text.substring(0, end);
        if (point != '.' && group != '.' && text.indexOf('.') >= 0) {
            throw new NumberFormatException("a point that is no decimal separator");
        }
        if (group != NONE && whole.indexOf(group) >= 0) {
            whole = ungrouped(whole);
        }
        return end < 0 ? whole : whole + "." + text.substring(end + 1);
    }

    /** The digits without separators, which have to stand before every third digit. */
    private String ungrouped(String whole) {
        if (!grouped.matcher(whole).matches()) {
            throw new NumberFormatException("groups that have not three digits");
        }
        return whole.replace(String.valueOf(group), "");
    }
}
