package io.tributary.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.tributary.tests.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The modules that have code, each with the modules it may import. */
enum Module {
    SCHEMAS("schemas", "io.tributary.schemas"),
    CONNECTORS("connectors", "io.tributary.connectors", SCHEMAS),
    STREAMS_APP("streams-app", "io.tributary.streams", SCHEMAS),
    SPARK_STREAMING("spark-streaming", "io.tributary.spark", SCHEMAS),
    LOCAL_STACK("local-stack", "io.tributary.stack", SCHEMAS),
    CLI("cli", "io.tributary.cli", LOCAL_STACK, SCHEMAS);

    private final String folder;
    private final String rootPackage;
    private final Set<Module> mayImport;

    Module(String folder, String rootPackage, Module... mayImport) {
        this.folder = folder;
        this.rootPackage = rootPackage;
        this.mayImport = Set.of(mayImport);
    }

    String rootPackage() {
        return rootPackage;
    }

    boolean mayImport(Module other) {
        return other == this || mayImport.contains(other);
    }

    boolean owns(JavaClass type) {
        return type.getPackageName().equals(rootPackage)
                || type.getPackageName().startsWith(rootPackage + ".");
    }

    Path sources() {
        return Checkout.home().resolve(folder).resolve("src/main/java");
    }

    Path testSources() {
        return Checkout.home().resolve(folder).resolve("src/test/java");
    }

    static Optional<Module> of(JavaClass type) {
        return Arrays.stream(values()).filter(module -> module.owns(type)).findFirst();
    }

    /** The classes of the module, without its tests. */
    JavaClasses classes() {
        return new ClassFileImporter().importPaths(compiled());
    }

    /** The classes of all modules, without their tests. */
    static JavaClasses allClasses() {
        List<Path> folders = Arrays.stream(values()).map(Module::compiled).toList();
        return new ClassFileImporter().importPaths(folders);
    }

    private Path compiled() {
        Path classes = Checkout.home().resolve(folder).resolve("target/classes");
        if (!Files.isDirectory(classes)) {
            throw new IllegalStateException(
                    "No compiled classes in " + classes + "; run mvn verify from the root of the checkout");
        }
        return classes;
    }
}
