package io.tributary.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout whose build is tested. */
public final class Checkout {

    private Checkout() {}

    /** Tells the launcher that Maven, which runs these tests, has just built everything. */
    public static void markAsBuilt() throws IOException {
        Path stamp = home().resolve("target/build.stamp");
        Files.createDirectories(stamp.getParent());
        Files.writeString(stamp, "");
    }

    /** Its root folder: the system property {@code tributary.home}, or else the folder above the working directory. */
    public static Path home() {
        String named = System.getProperty("tributary.home");
        Path home = Path.of(named == null ? ".." : named).toAbsolutePath().normalize();
        if (!Files.isDirectory(home.resolve("local-stack/runtime"))) {
            throw new IllegalStateException("No checkout of Tributary in " + home + "; set -Dtributary.home=<folder>");
        }
        return home;
    }
}
