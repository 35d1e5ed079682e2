package io.tributary.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Code dependencies form a star around schemas; data forms a line. */
class ModulesTest {

    @ParameterizedTest
    @EnumSource
    void livesInItsOwnPackages(Module module) {
        assertThat(module.classes()).isNotEmpty().allMatch(module::owns, "is in " + module.rootPackage());
    }

    @Test
    void importOnlyWhatTheyMay() {
        classes().should(importOnlyAllowedModules()).check(Module.allClasses());
    }

    @ParameterizedTest
    @EnumSource
    void hasNoCyclesBetweenPackages(Module module) {
        slices().matching("io.tributary.(**)").should().beFreeOfCycles().check(module.classes());
    }

    private static ArchCondition<JavaClass> importOnlyAllowedModules() {
        return new ArchCondition<>("import only the modules they may") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Module module = Module.of(type).orElseThrow();
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    Module.of(target)
                            .filter(other -> !module.mayImport(other))
                            .ifPresent(other ->
                                    events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
                }
            }
        };
    }
}
