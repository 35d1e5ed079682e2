package io.tributary.connectors.plugin;

/** The version that a plugin tells Connect. */
public final class PluginVersion {

    private PluginVersion() {}

    /** The version of the jar that the plugin came in, or {@code development} if it came in none; never null. */
    public static String of(Class<?> plugin) {
        String version = plugin.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
