package dev.tandem.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of the architecture page, as far as they leave the live side or lie within it. */
class ArchitectureTest {
  private static final JavaClasses LIVE_SIDE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tandem.streams");

  @Test
  void shouldKnowTheLogButNotWhoWritesIt() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.tandem.collector..",
            "dev.tandem.fiscalxml..",
            "dev.tandem.localstack..",
            "io.debezium..",
            "org.postgresql..",
            "java.sql..")
        .check(LIVE_SIDE);
  }

  @Test
  void shouldNotKnowTheOtherEngine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tandem.beam..", "org.apache.beam..", "org.apache.flink..")
        .check(LIVE_SIDE);
  }

  @Test
  void shouldMeetAvroOnlyThroughTheFormatsOfModel() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tandem.wire.avro..", "org.apache.avro..")
        .check(LIVE_SIDE);
  }

  @Test
  void shouldCountWithoutKnowingWhoRunsOrAsks() {
    noClasses()
        .that()
        .resideInAPackage("dev.tandem.streams.topology..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.tandem.streams.app..",
            "dev.tandem.streams.query..",
            "dev.tandem.streams.counts..",
            "dev.tandem.streams.instances..",
            "io.javalin..",
            "picocli..")
        .check(LIVE_SIDE);
  }

  @Test
  void shouldAnswerWithoutKnowingWhoRuns() {
    noClasses()
        .that()
        .resideInAPackage("dev.tandem.streams.query..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tandem.streams.app..", "picocli..")
        .check(LIVE_SIDE);
  }
}
