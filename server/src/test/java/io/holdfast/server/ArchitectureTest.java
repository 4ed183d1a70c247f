// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The arrows of the house: who may know whom. */
class ArchitectureTest {
    private static final String CORE = "io.holdfast.engine";
    private static final String CODEC = "io.holdfast.engine.codec";
    private static final String PIPELINE = "io.holdfast.engine.pipeline";
    private static final String JOURNAL = "io.holdfast.journal..";
    private static final String TRANSPORT = "io.holdfast.transport..";
    private static final String CLIENT = "io.holdfast.transport.client..";
    private static final String REPLAY = "io.holdfast.replay..";
    private static final String SERVER = "io.holdfast.server..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("tests.jar"))
            .importPackages("io.holdfast");

    @Test
    void shouldHaveFoundEveryModule() {
        for (String name : List.of(CORE, PIPELINE, JOURNAL, TRANSPORT, CLIENT, REPLAY, SERVER)) {
            classes()
                    .that()
                    .resideInAPackage(name)
                    .should()
                    .resideInAPackage("io.holdfast..")
                    .check(CLASSES);
        }
    }

    @Test
    void shouldKeepTheEngineFreeOfAllOthers() {
        noClasses()
                .that()
                .resideInAPackage("io.holdfast.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JOURNAL, TRANSPORT, REPLAY, SERVER)
                .check(CLASSES);
    }

    @Test
    void shouldKeepTheCoreDeterministic() {
        classes()
                .that()
                .resideInAPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        CORE,
                        CODEC,
                        "java.lang",
                        "java.nio",
                        "java.util",
                        "java.util.concurrent",
                        "java.util.function",
                        "org.agrona",
                        "org.agrona.concurrent",
                        "org.eclipse.collections..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .check(CLASSES);
    }

    @Test
    void shouldKeepJournalAndTransportApart() {
        noClasses()
                .that()
                .resideInAPackage(JOURNAL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TRANSPORT, REPLAY, SERVER)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(TRANSPORT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JOURNAL, REPLAY, SERVER)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(REPLAY)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TRANSPORT, SERVER)
                .check(CLASSES);
    }

    @Test
    void shouldKnowChronicleInTheJournalOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(JOURNAL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("net.openhft.chronicle..", "net.openhft.posix..")
                .check(CLASSES);
    }

    @Test
    void shouldKnowAeronInTransportAndServerOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(TRANSPORT, SERVER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.aeron..")
                .check(CLASSES);
    }

    @Test
    void shouldKeepTheRingOutOfTheClient() {
        noClasses()
                .that()
                .resideInAPackage(CLIENT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PIPELINE, "com.lmax..")
                .check(CLASSES);
    }
}
