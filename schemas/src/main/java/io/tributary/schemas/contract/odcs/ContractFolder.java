package io.tributary.schemas.contract.odcs;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.contract.Elements;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.naming.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a folder of contracts, {@code <source>/<dataset>.odcs.yaml}. */
public final class ContractFolder {

    public static final String SUFFIX = ".odcs.yaml";

    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Contract> contracts = new ArrayList<>();

    private ContractFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * What a folder holds.
     *
     * @param contracts those that can be used
     * @param problems in the order of the files
     */
    public record Reading(Contracts contracts, List<Problem> problems) {

        public boolean hasErrors() {
            return problems.stream().anyMatch(Problem::error);
        }
    }

    /**
     * Reads all files below a folder.
     *
     * @throws UncheckedIOException if the folder cannot be read
     */
    public static Reading read(Path folder) {
        ContractFolder reading = new ContractFolder(folder);
        reading.files().forEach(reading::readFile);
        reading.contracts.forEach(reading::checkParent);
        return new Reading(new Contracts(reading.contracts), List.copyOf(reading.problems));
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of contracts " + folder + " cannot be read", e);
        }
    }

    private void readFile(Path file) {
        Optional<Dataset> dataset = datasetOf(file);
        if (dataset.isEmpty()) {
            problems.add(new Problem(
                    true,
                    file.toString(),
                    0,
                    "the file's place says of no dataset that it is its contract",
                    "call it <source>/<dataset>" + SUFFIX + " in lower-case letters, digits and underscores"));
            return;
        }
        try {
            ContractFile read = ContractFile.read(file.toString(), dataset.get(), Files.readString(file));
            problems.addAll(read.problems());
            read.contract().ifPresent(contracts::add);
        } catch (MalformedInputException e) {
            problems.add(new Problem(true, file.toString(), 0, "the file is not UTF-8", "save it as UTF-8"));
        } catch (IOException e) {
            throw new UncheckedIOException("The contract " + file + " cannot be read", e);
        }
    }

    private Optional<Dataset> datasetOf(Path file) {
        Path relative = folder.relativize(file);
        if (relative.getNameCount() != 2) {
            return Optional.empty();
        }
        String name = relative.getFileName().toString();
        try {
            return Optional.of(
                    new Dataset(relative.getName(0).toString(), name.substring(0, name.length() - SUFFIX.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void checkParent(Contract contract) {
        Elements elements = contract.elements();
        if (elements == null) {
            return;
        }
        boolean fits = contracts.stream()
                .anyMatch(other ->
                        other.dataset().source().equals(contract.dataset().source())
                                && other.dataset().name().equals(elements.parent())
                                && other.shape() == Shape.DOCUMENT
                                && other.elements() == null);
        if (!fits) {
            problems.add(new Problem(
                    true,
                    folder.resolve(contract.dataset().source())
                            .resolve(contract.dataset().name() + SUFFIX)
                            .toString(),
                    0,
                    "there is no contract of documents for its parent '" + elements.parent() + "'",
                    "write one, or correct 'parent'"));
        }
    }
}
