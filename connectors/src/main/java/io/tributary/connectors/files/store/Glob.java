package io.tributary.connectors.files.store;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A glob over a path with {@code /} between folders: {@code *} and {@code ?} within a name, {@code **} over folders,
 * {@code [a-z]}. There is no {@code {a,b}}: settings separate globs by commas. The JDK's own matcher is of no use here: it fails on names that the machine's locale
 * cannot spell.
 */
final class Glob {

    private static final String LITERAL = ".()+|^${}\\";

    private final String text;
    private final Pattern pattern;
    private final Pattern[] folders;
    /** Whether what stands behind the last slash goes over folders, too. */
    private final boolean deep;

    /**
     * Reads a glob.
     *
     * @throws IllegalArgumentException if it is not one
     */
    Glob(String text) {
        this.text = text;
        pattern = compile(text);
        String[] segments = text.split("/");
        deep = segments[segments.length - 1].contains("**");
        folders = new Pattern[segments.length - 1];
        for (int i = 0; i < folders.length; i++) {
            folders[i] = segments[i].contains("**") ? null : compile(segments[i]);
        }
    }

    /** A glob without a folder speaks of the file's name, wherever it lies. */
    boolean matches(String path) {
        String subject = text.indexOf('/') < 0 ? path.substring(path.lastIndexOf('/') + 1) : path;
        return pattern.matcher(subject).matches();
    }

    /** Whether a file below this folder could match, so that a large server is not walked in vain. */
    boolean mayMatchBelow(String folder) {
        if (text.indexOf('/') < 0) {
            return true;
        }
        String[] names = folder.split("/");
        for (int i = 0; i < names.length; i++) {
            if (i >= folders.length) {
                return deep;
            }
            if (folders[i] == null) {
                return true;
            }
            if (!folders[i].matcher(names[i]).matches()) {
                return false;
            }
        }
        return true;
    }

    private static Pattern compile(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*') {
                boolean deep = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
                boolean folder = deep && i + 2 < glob.length() && glob.charAt(i + 2) == '/';
                // "a/**/b" also means "a/b".
                regex.append(folder ? "(?:.*/)?" : deep ? ".*" : "[^/]*");
                i += folder ? 2 : deep ? 1 : 0;
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (c == '[' || c == ']' || c == '-') {
                regex.append(c);
            } else if (c == '!' && i > 0 && glob.charAt(i - 1) == '[') {
                regex.append('^');
            } else {
                regex.append(LITERAL.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + glob + "' is not a glob: " + e.getDescription(), e);
        }
    }
}
