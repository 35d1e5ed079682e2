package io.tributary.stack.source;

import java.util.List;

/** Names in a message: the first ones, and how many more there are. */
final class NameList {

    private NameList() {}

    static String of(List<String> names, int most) {
        String shown = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.size() > most ? shown + " and " + (names.size() - most) + " more" : shown;
    }
}
