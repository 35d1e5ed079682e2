package io.tributary.cli;

import io.tributary.stack.layout.Installation;
import java.nio.file.Path;

/** Longer messages for people who begin. */
final class Explanations {

    private Explanations() {}

    static String noConfig(Installation installation) {
        return "There is no tributary.yaml in this folder, so it is not known what to capture.\n"
                + example(installation) + "Or try the sample shop, which needs no configuration:  ./tributary demo";
    }

    static String noSources(Path file, Installation installation) {
        return file + " names no source, so there is nothing to capture.\n" + example(installation);
    }

    private static String example(Installation installation) {
        return """
                Write for instance:

                  sources:
                    shop:
                      type: postgres
                      host: db.example.org
                      database: shop
                      user: tributary
                      password: "${env:SHOP_PASSWORD}"
                      tables: ["public.*"]

                Every key is explained in %s; copy it and change it.
                """
                .formatted(installation.home().resolve("tributary.example.yaml"));
    }
}
