package dev.tandem.parity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between modules (architecture page): who may know whom. */
@AnalyzeClasses(packages = "dev.tandem", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  private static final String[] MODEL = {
    "dev.tandem.domain..", "dev.tandem.spec..", "dev.tandem.counting..", "dev.tandem.wire.."
  };
  private static final String READER = "dev.tandem.fiscalxml..";
  private static final String COLLECTOR = "dev.tandem.collector..";
  private static final String STREAMS = "dev.tandem.streams..";
  private static final String LOCAL = "dev.tandem.localstack..";

  @ArchTest
  static final ArchRule modelKnowsNoProgramAndNoEngine =
      noClasses()
          .that()
          .resideInAnyPackage(MODEL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              READER, COLLECTOR, STREAMS, LOCAL, "org.apache.kafka.streams..", "org.apache.beam..");

  @ArchTest
  static final ArchRule readerKnowsOnlyTheDomain =
      noClasses()
          .that()
          .resideInAPackage(READER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              COLLECTOR,
              STREAMS,
              LOCAL,
              "dev.tandem.counting..",
              "dev.tandem.spec..",
              "dev.tandem.wire..");

  @ArchTest
  static final ArchRule collectorKnowsNoEngine =
      noClasses()
          .that()
          .resideInAPackage(COLLECTOR)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(STREAMS, LOCAL, "org.apache.kafka.streams..", "dev.tandem.spec..");

  @ArchTest
  static final ArchRule liveSideKnowsTheLogAndNotWhoWroteIt =
      noClasses()
          .that()
          .resideInAPackage(STREAMS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(READER, COLLECTOR, LOCAL, "org.apache.beam..");

  @ArchTest
  static final ArchRule localStackStartsProgramsAsProcesses =
      noClasses()
          .that()
          .resideInAPackage(LOCAL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(READER, COLLECTOR, STREAMS);

  @ArchTest
  static final ArchRule theSqlOpinionStatesTheRulesAgain =
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
          .haveFullyQualifiedName("dev.tandem.counting.ReferenceCounter");
}
