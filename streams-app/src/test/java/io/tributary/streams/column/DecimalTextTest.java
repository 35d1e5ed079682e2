package io.tributary.streams.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTextTest {

    private static final long SEED = 7L;

    @Test
    void keepsEveryDigit() throws UnrepresentableValueException {
        Random random = new Random(SEED);
        for (int i = 0; i < 50_000; i++) {
            int precision = 1 + random.nextInt(38);
            int scale = random.nextInt(precision + 1);
            BigInteger unscaled = new BigInteger(random.nextInt(127), random).mod(BigInteger.TEN.pow(precision));
            BigDecimal number = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
            String text = random.nextInt(5) == 0 ? number.toString() : number.toPlainString();

            ByteBuffer bytes = DecimalText.unscaled(new Utf8(text), precision, scale);

            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            assertThat(new BigDecimal(new BigInteger(copy), scale))
                    .as("%s as decimal(%s,%s), seed %s", text, precision, scale, SEED)
                    .isEqualTo(number);
            assertThat(copy).isEqualTo(number.unscaledValue().toByteArray());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.5,4,2,150",
        "0,4,2,0",
        "-0.01,4,2,-1",
        "7,4,2,700",
        "1.500,4,2,150",
        "99.99,4,2,9999",
        "1E+1,4,2,1000"
    })
    void fillsUpToTheScale(String text, int precision, int scale, long unscaled) throws UnrepresentableValueException {
        ByteBuffer bytes = DecimalText.unscaled(new Utf8(text), precision, scale);
        assertThat(new BigInteger(bytes.array())).isEqualTo(unscaled);
    }

    @Test
    void callsWhatIsNoNumberAsPostgresDoes() {
        assertThatThrownBy(() -> DecimalText.unscaled(new Utf8("NAN"), 4, 2))
                .isInstanceOf(UnrepresentableValueException.class)
                .hasMessageContaining("'NaN' has no place in a decimal(4,2)");
    }

    @ParameterizedTest
    @CsvSource({
        "NaN,has no place in a decimal(4;2)# change the value; or the column's type to numeric without precision",
        "Infinity,has no place in a decimal(4;2)",
        "-Infinity,has no place in a decimal(4;2)",
        "abc,has no place in a decimal(4;2)",
        "100.00,has more digits than a decimal(4;2)",
        "1.234,has more digits than a decimal(4;2)"
    })
    void refusesWhatDoesNotFit(String text, String message) {
        assertThatThrownBy(() -> DecimalText.unscaled(new Utf8(text), 4, 2))
                .isInstanceOf(UnrepresentableValueException.class)
                .hasMessageContaining("'" + text + "' "
                        + message.replace("(4;2)", "(4,2)").replace(';', ',').replace('#', ';'));
    }

    @ParameterizedTest
    @CsvSource({"0E-10,0.0000000000", "1.5E+3,1500", "NaN,NaN", "12.340,12.340", "-Infinity,-Infinity"})
    void plainTextHasNoExponent(String text, String plain) throws UnrepresentableValueException {
        assertThat(DecimalText.plain(new Utf8(text)).toString()).isEqualTo(plain);
    }
}
