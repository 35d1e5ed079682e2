package io.tributary.connectors.files;

import io.tributary.connectors.plugin.Choice;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the sink that takes settled files away. */
final class ReleaseConfig extends AbstractConfig {

    static final String ACTION = "after.silver";
    static final String FOLDER = "after.silver.folder";

    private static final String DELETE = "delete";
    private static final String MOVE = "move";
    private static final String GROUP = "Release";

    ReleaseConfig(Map<String, String> settings) {
        super(definition(), settings, false);
        if (isMove() == getString(FOLDER).isEmpty()) {
            throw new ConfigException(
                    FOLDER, getString(FOLDER), "it is needed with " + ACTION + "=" + MOVE + ", and only then");
        }
    }

    static ConfigDef definition() {
        return StoreConfig.addTo(new ConfigDef())
                .define(
                        ACTION,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        ConfigDef.ValidString.in(DELETE, MOVE),
                        Importance.HIGH,
                        "What becomes of a file whose records are all in the lake or dead letters",
                        GROUP,
                        1,
                        Width.SHORT,
                        "After silver",
                        Choice.of(DELETE, MOVE))
                .define(
                        FOLDER,
                        Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "Folder below the URL that files are moved to; the source must leave it out",
                        GROUP,
                        2,
                        Width.LONG,
                        "Folder");
    }

    boolean isMove() {
        return getString(ACTION).equals(MOVE);
    }

    /** The folder without a slash at its end. */
    String folder() {
        String folder = getString(FOLDER);
        return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    }
}
