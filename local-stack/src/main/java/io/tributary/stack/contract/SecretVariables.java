package io.tributary.stack.contract;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.Contracts;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The environment variables in which contracts' secrets are: nobody's business but the Streams app's. */
public final class SecretVariables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([^}]+)\\}");

    private SecretVariables() {}

    public static Set<String> of(Contracts contracts) {
        return contracts.contracts().stream()
                .flatMap(contract -> of(contract).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The variable that a contract needs, if it needs one. */
    static Optional<String> of(Contract contract) {
        if (!contract.needsSecret() || contract.tokenSecret() == null) {
            return Optional.empty();
        }
        Matcher matcher = VARIABLE.matcher(contract.tokenSecret());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
