package io.tributary.streams.column;

import org.apache.avro.util.Utf8;

/** Text as Avro's generic reader gives it: mostly {@link Utf8}, whose bytes can be used without decoding them. */
public final class Text {

    private Text() {}

    public static Utf8 of(Object raw) {
        return raw instanceof Utf8 utf8 ? utf8 : new Utf8(raw.toString());
    }

    /** The beginning of a value, enough to recognise it in a message and too little to leak a document. */
    static String excerpt(Object raw) {
        String text = raw.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
