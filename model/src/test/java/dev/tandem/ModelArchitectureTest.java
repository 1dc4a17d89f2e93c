package dev.tandem;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;

/**
 * The arrows inside the module: {@code spec} and {@code wire} to {@code counting} to {@code
 * domain}.
 */
@AnalyzeClasses(
    packages = {"dev.tandem.domain", "dev.tandem.counting", "dev.tandem.spec", "dev.tandem.wire"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class ModelArchitectureTest {
  private static final String JAVA = "java..";
  private static final String DOMAIN = "dev.tandem.domain..";
  private static final String COUNTING = "dev.tandem.counting..";
  private static final String SPEC = "dev.tandem.spec..";
  private static final String WIRE = "dev.tandem.wire..";

  @ArchTest
  static final ArchRule DOMAIN_KNOWS_JAVA_ONLY =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(JAVA, DOMAIN);

  @ArchTest
  static final ArchRule COUNTING_KNOWS_THE_DOMAIN_ONLY =
      classes()
          .that()
          .resideInAPackage(COUNTING)
          .and()
          .doNotHaveSimpleName("Fingerprint")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(JAVA, DOMAIN, COUNTING)
          .because("the contract is pure; only Fingerprint borrows a checksum, from Avro");

  @ArchTest
  static final ArchRule SPEC_KNOWS_COUNTING_AND_YAML_ONLY =
      classes()
          .that()
          .resideInAPackage(SPEC)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(JAVA, DOMAIN, COUNTING, SPEC, "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule GENERATED_CLASSES_STAY_IN_WIRE =
      noClasses()
          .that()
          .resideOutsideOfPackage(WIRE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.tandem.wire.avro..");

  @ArchTest
  static final ArchRule ONLY_SCHEMAS_KNOWS_THE_REGISTRY =
      noClasses()
          .that()
          .doNotHaveSimpleName("Schemas")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.tandem.registry..", "io.confluent..");

  @ArchTest
  static final ArchRule NO_KAFKA_AND_NO_BEAM =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.apache.beam..", "org.apache.flink..");

  @ArchTest
  static final ArchRule NOBODY_LOOKS_AT_A_CLOCK =
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
          .because("numbers are a function of the captures");
}
