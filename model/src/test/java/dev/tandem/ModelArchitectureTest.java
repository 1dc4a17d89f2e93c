package dev.tandem;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/**
 * The arrows inside the module: {@code spec} and {@code wire} to {@code counting} to {@code
 * domain}.
 */
class ModelArchitectureTest {
  private static final JavaClasses MODEL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(
              "dev.tandem.domain", "dev.tandem.counting", "dev.tandem.spec", "dev.tandem.wire");

  private static final String JAVA = "java..";
  private static final String DOMAIN = "dev.tandem.domain..";
  private static final String COUNTING = "dev.tandem.counting..";
  private static final String SPEC = "dev.tandem.spec..";
  private static final String WIRE = "dev.tandem.wire..";

  @Test
  void shouldLetTheDomainKnowJavaOnly() {
    classes()
        .that()
        .resideInAPackage(DOMAIN)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(JAVA, DOMAIN)
        .check(MODEL);
  }

  @Test
  void shouldLetCountingKnowTheDomainOnly() {
    classes()
        .that()
        .resideInAPackage(COUNTING)
        .and()
        .doNotHaveSimpleName("Fingerprint")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(JAVA, DOMAIN, COUNTING)
        .because("the contract is pure; only Fingerprint borrows a checksum, from Avro")
        .check(MODEL);
  }

  @Test
  void shouldLetTheSpecKnowCountingAndYamlOnly() {
    classes()
        .that()
        .resideInAPackage(SPEC)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(JAVA, DOMAIN, COUNTING, SPEC, "com.fasterxml.jackson..")
        .check(MODEL);
  }

  @Test
  void shouldKeepGeneratedClassesInWire() {
    noClasses()
        .that()
        .resideOutsideOfPackage(WIRE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.tandem.wire.avro..")
        .check(MODEL);
  }

  @Test
  void shouldLetOnlySchemasKnowTheRegistry() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Schemas")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tandem.registry..", "io.confluent..")
        .check(MODEL);
  }

  @Test
  void shouldKnowNoKafkaAndNoBeam() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.apache.beam..", "org.apache.flink..")
        .check(MODEL);
  }

  @Test
  void shouldLookAtNoClock() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethodWhere(target(name("now")))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .because("numbers are a function of the captures")
        .check(MODEL);
  }
}
