package io.tributary.stack.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${env:NAME}} and {@code ${file:/path}} in values. A file's trailing line breaks are dropped; a relative
 * path counts from the configuration's folder. {@code $${} stands for a literal <code>${</code>.
 */
final class Interpolation {

    private static final Pattern REFERENCE = Pattern.compile("\\$?\\$\\{([^}]*)}");

    private final Map<String, String> environment;
    private final Path folder;

    Interpolation(Map<String, String> environment, Path folder) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    /**
     * The text with every reference replaced.
     *
     * @throws BadReference if a reference cannot be resolved; its message says which and why, without any value
     */
    String resolve(String text) throws BadReference {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String value = matcher.group().startsWith("$$") ? matcher.group().substring(1) : value(matcher.group(1));
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(resolved).toString();
    }

    private String value(String reference) throws BadReference {
        if (reference.startsWith("env:")) {
            return environmentVariable(reference.substring("env:".length()));
        }
        if (reference.startsWith("file:")) {
            return fileContent(reference.substring("file:".length()));
        }
        throw new BadReference("'${" + reference + "}' is not a known reference; write ${env:NAME} or ${file:/path}, or"
                + " $${...} for the literal text");
    }

    private String environmentVariable(String name) throws BadReference {
        String value = environment.get(name);
        if (value == null) {
            throw new BadReference("the environment variable " + name + " is not set; set it (export " + name
                    + "=...) before you start, or write the value another way");
        }
        return value;
    }

    private String fileContent(String name) throws BadReference {
        Path file = folder.resolve(name);
        try {
            return Files.readString(file).replaceAll("[\r\n]+\\z", "");
        } catch (MalformedInputException e) {
            throw new BadReference("the file " + file + " is not UTF-8 text");
        } catch (IOException e) {
            throw new BadReference("the file " + file + " cannot be read (" + reason(e) + ")");
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : e.getClass().getSimpleName();
    }

    /** A reference that cannot be resolved. */
    static final class BadReference extends Exception {
        private static final long serialVersionUID = 1L;

        BadReference(String message) {
            super(message);
        }
    }
}
