package io.tributary.stack.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.tributary.schemas.contract.draft.ContractDraft;
import io.tributary.schemas.contract.draft.CsvSample;
import io.tributary.schemas.contract.draft.JsonSample;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads samples of a dataset from files. */
public final class SampleFile {

    /** Enough to see what values look like. */
    private static final int MOST_ROWS = 10_000;

    private static final int MOST_COLUMNS = 4_096;

    private SampleFile() {}

    /**
     * A draft from a file with a header.
     *
     * @param delimiter between columns
     * @throws ConfigException if the file cannot be read or has no header
     */
    public static ContractDraft csv(Dataset dataset, Path file, char delimiter, Charset encoding) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.getFormat().setDelimiter(delimiter);
        settings.setLineSeparatorDetectionEnabled(true);
        settings.setMaxColumns(MOST_COLUMNS);
        settings.setMaxCharsPerColumn(-1);
        settings.setErrorContentLength(0);
        CsvParser parser = new CsvParser(settings);
        try (InputStream in = Files.newInputStream(file)) {
            parser.beginParsing(in, encoding);
            String[] header = parser.parseNext();
            if (header == null) {
                throw new ConfigException(file + " is empty; give a file with a header and some rows");
            }
            List<String[]> rows = new ArrayList<>();
            for (String[] row = parser.parseNext(); row != null && rows.size() < MOST_ROWS; row = parser.parseNext()) {
                rows.add(row);
            }
            parser.stopParsing();
            return CsvSample.draft(dataset, names(header), rows);
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (TextParsingException e) {
            throw new ConfigException(file + " is no CSV with the delimiter '" + delimiter + "': "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** As the files connector names columns without a name. */
    private static List<String> names(String[] header) {
        List<String> names = new ArrayList<>(Arrays.asList(header));
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i) == null || names.get(i).isBlank()) {
                names.set(i, "column_" + (i + 1));
            }
        }
        return names;
    }

    /**
     * A draft from JSON: one object, an array of objects, or one object after the other.
     *
     * @throws ConfigException if the file cannot be read or is no JSON
     */
    public static ContractDraft json(Dataset dataset, Path file) {
        List<JsonNode> documents = new ArrayList<>();
        try (MappingIterator<JsonNode> values =
                new ObjectMapper().readerFor(JsonNode.class).readValues(file.toFile())) {
            while (values.hasNextValue() && documents.size() < MOST_ROWS) {
                JsonNode value = values.nextValue();
                if (value.isArray()) {
                    value.forEach(documents::add);
                } else {
                    documents.add(value);
                }
            }
        } catch (JsonProcessingException e) {
            throw new ConfigException(file + " is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        documents.removeIf(document -> !document.isObject());
        if (documents.isEmpty()) {
            throw new ConfigException(file + " holds no JSON object; give an answer of the API, or a list of them");
        }
        return JsonSample.draft(dataset, documents);
    }

    private static ConfigException unreadable(Path file, IOException e) {
        return new ConfigException("The sample " + file + " cannot be read: " + e);
    }
}
