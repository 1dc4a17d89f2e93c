package dev.tandem.parity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between modules (architecture page): who may know whom. */
class ArrowsTest {
  private static final JavaClasses TANDEM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tandem");

  private static final String[] MODEL = {
    "dev.tandem.domain..", "dev.tandem.spec..", "dev.tandem.counting..", "dev.tandem.wire.."
  };
  private static final String READER = "dev.tandem.fiscalxml..";
  private static final String SERVICE = "dev.tandem.service..";
  private static final String COLLECTOR = "dev.tandem.collector..";
  private static final String STREAMS = "dev.tandem.streams..";
  private static final String BEAM = "dev.tandem.beam..";
  private static final String LOCAL = "dev.tandem.localstack..";

  @Test
  void shouldLetTheModelKnowNoProgramAndNoEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(MODEL)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            READER,
            COLLECTOR,
            STREAMS,
            BEAM,
            LOCAL,
            SERVICE,
            "org.apache.kafka.streams..",
            "org.apache.beam..")
        .check(TANDEM);
  }

  @Test
  void shouldLetTheReaderKnowOnlyTheDomain() {
    noClasses()
        .that()
        .resideInAPackage(READER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            COLLECTOR,
            STREAMS,
            LOCAL,
            SERVICE,
            "dev.tandem.counting..",
            "dev.tandem.spec..",
            "dev.tandem.wire..")
        .check(TANDEM);
  }

  @Test
  void shouldLetTheServiceRuntimeKnowNoProgramAndNotWhatIsCounted() {
    noClasses()
        .that()
        .resideInAPackage(SERVICE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(READER, COLLECTOR, STREAMS, BEAM, LOCAL)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(MODEL)
        .check(TANDEM);
  }

  @Test
  void shouldLetTheCollectorKnowNoEngine() {
    noClasses()
        .that()
        .resideInAPackage(COLLECTOR)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(STREAMS, BEAM, LOCAL, "org.apache.kafka.streams..")
        .check(TANDEM);
  }

  @Test
  void shouldLetTheLiveSideKnowTheLogAndNotWhoWroteIt() {
    noClasses()
        .that()
        .resideInAPackage(STREAMS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(READER, COLLECTOR, BEAM, LOCAL, "org.apache.beam..")
        .check(TANDEM);
  }

  @Test
  void shouldLetTheHistorySideKnowTheLogAndNotTheLiveSide() {
    noClasses()
        .that()
        .resideInAPackage(BEAM)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(READER, COLLECTOR, STREAMS, LOCAL, "org.apache.kafka.streams..")
        .check(TANDEM);
  }

  @Test
  void shouldLetTheLocalStackStartProgramsAsProcesses() {
    noClasses()
        .that()
        .resideInAPackage(LOCAL)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(READER, COLLECTOR, STREAMS, BEAM)
        .check(TANDEM);
  }

  @Test
  void shouldLetSqlStateTheRulesAgain() {
    noClasses()
        .that()
        .resideInAPackage("dev.tandem.localstack.check..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.tandem.counting.Ledger")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.tandem.counting.Verdict")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.tandem.counting.Assignment")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.tandem.counting.ReferenceCounter")
        .check(TANDEM);
  }
}
