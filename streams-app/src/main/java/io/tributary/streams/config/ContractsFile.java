package io.tributary.streams.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.naming.Dataset;
import io.tributary.streams.contract.ContractBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the contracts, and the secrets that they refer to, which are in no file that others may read. */
public final class ContractsFile {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)\\}");

    /** Shorter ones can be found by trying. */
    private static final int LEAST_BYTES = 16;

    private final StreamsSettings settings;
    private final Map<String, String> environment;

    private ContractsFile(StreamsSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /**
     * Reads them.
     *
     * @throws InvalidSettingsException if a file cannot be read, or a secret is missing or too short
     */
    public static ContractBook read(StreamsSettings settings, Map<String, String> environment) {
        return settings.contracts() == null ? ContractBook.EMPTY : new ContractsFile(settings, environment).read();
    }

    private ContractBook read() {
        Contracts contracts;
        try {
            contracts = Contracts.ofJson(Files.readString(settings.contracts()));
        } catch (IOException e) {
            throw new InvalidSettingsException(
                    SettingsFile.CONTRACTS_FILE + ": the contracts in " + settings.contracts() + " cannot be read (" + e
                            + "); start the stack anew, which writes them",
                    e);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(
                    settings.contracts() + ": " + e.getMessage() + "; start the stack anew, which writes them", e);
        }
        Map<Dataset, byte[]> secrets = new HashMap<>();
        for (Contract contract : contracts.contracts()) {
            if (contract.needsSecret()) {
                secrets.put(contract.dataset(), secret(contract));
            }
        }
        return new ContractBook(contracts, secrets);
    }

    private byte[] secret(Contract contract) {
        String whose = "The contract of " + contract.dataset().source() + "."
                + contract.dataset().name();
        byte[] secret = contract.tokenSecret() == null
                ? lakesSecret(whose)
                : resolved(whose, contract.tokenSecret()).getBytes(UTF_8);
        if (secret.length < LEAST_BYTES) {
            throw new InvalidSettingsException(whose + " refers to a secret of " + secret.length
                    + " bytes, which can be found by trying; use at least " + LEAST_BYTES + " random bytes");
        }
        return secret;
    }

    private byte[] lakesSecret(String whose) {
        if (settings.tokenSecret() == null) {
            throw new InvalidSettingsException(whose + " tokenizes a column, and there is no secret; set '"
                    + SettingsFile.TOKEN_SECRET_FILE + "', or the custom property 'tokenSecret' of the contract");
        }
        return file(whose, settings.tokenSecret().toString()).getBytes(UTF_8);
    }

    private String resolved(String whose, String reference) {
        Matcher matcher = REFERENCE.matcher(reference);
        if (!matcher.matches()) {
            throw new InvalidSettingsException(
                    whose + " holds its secret itself; write a reference, ${env:NAME} or ${file:/path}");
        }
        if (matcher.group(1).equals("file")) {
            return file(whose, matcher.group(2));
        }
        String value = environment.get(matcher.group(2));
        if (value == null) {
            throw new InvalidSettingsException(whose + " refers to the environment variable " + matcher.group(2)
                    + ", which is not set for this process");
        }
        return value;
    }

    private static String file(String whose, String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new InvalidSettingsException(
                    whose + " needs the secret in the file " + path + ", which cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }
}
