package io.tributary.stack.connect;

import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connector's configuration with placeholders, a properties file. */
final class ConnectorTemplate {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z.]+)}}");

    private ConnectorTemplate() {}

    /**
     * Fills a template; what is empty then is left out.
     *
     * @throws StackException if the template cannot be read or has a placeholder that nobody fills
     */
    static Map<String, String> fill(Path file, Map<String, String> values) {
        Map<String, String> config = new TreeMap<>();
        read(file).forEach((key, value) -> {
            String filled = fill(file, value, values);
            if (!filled.isEmpty()) {
                config.put(key, filled);
            }
        });
        return config;
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new StackException(
                    "The connector template " + file + " cannot be read: " + e
                            + ". Build the project: mvn -B package -Dquick",
                    e);
        }
        Map<String, String> template = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> template.put(key, properties.getProperty(key)));
        return template;
    }

    private static String fill(Path file, String text, Map<String, String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            String value = values.get(match.group(1));
            if (value == null) {
                throw new StackException("The connector template " + file + " has the placeholder " + match.group()
                        + ", which nothing fills; restore the file as it was built");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
