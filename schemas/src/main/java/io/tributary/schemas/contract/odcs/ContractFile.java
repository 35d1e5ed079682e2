package io.tributary.schemas.contract.odcs;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.naming.Dataset;
import java.util.List;
import java.util.Optional;

/**
 * What the file of one contract says.
 *
 * @param contract empty if it cannot be used
 * @param problems errors, and warnings of what has no effect
 */
public record ContractFile(String file, Optional<Contract> contract, List<Problem> problems) {

    /**
     * Reads a file's text.
     *
     * @param file name for messages
     * @param dataset that the file's place says it is of
     */
    public static ContractFile read(String file, Dataset dataset, String text) {
        YamlDocument document = YamlDocument.parse(file, text);
        YamlNode root = document.root();
        if (!document.hasErrors() && !root.json().isObject()) {
            root.error("the file holds no contract", "begin with 'apiVersion: v3.1.0' and 'kind: DataContract'");
        }
        if (!document.hasErrors()) {
            Standard.check(root);
        }
        if (!document.hasErrors() && !root.text("apiVersion").orElse("").startsWith("v3.")) {
            root.at("apiVersion").error("this version of the standard is not read", "use v3.1.0");
        }
        Optional<Contract> contract = document.hasErrors() ? Optional.empty() : ContractReader.read(dataset, root);
        return new ContractFile(file, contract, document.problems());
    }
}
