package dev.tandem.streams;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
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
        .dependOnClassesThat(
            resideInAPackage("dev.tandem.streams..")
                .and(resideOutsideOfPackage("dev.tandem.streams.topology..")))
        .check(LIVE_SIDE);
  }

  @Test
  void shouldAnswerWithoutKnowingWhoRuns() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.tandem.streams", "dev.tandem.streams.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.tandem.streams.app..")
        .check(LIVE_SIDE);
  }

  @Test
  void shouldSpeakHttpInOnePlaceAndReadCommandLinesInAnother() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tandem.streams.query..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..")
        .check(LIVE_SIDE);
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.tandem.streams.app..", "dev.tandem.streams.config..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(LIVE_SIDE);
  }
}
