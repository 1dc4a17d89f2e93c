package dev.tandem.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What lies in the programs' lib folders. Maven sees to it that a library has one version, but only
 * under one name: a class that comes twice is another library's, or the same one's under a new
 * name, and which of them is loaded is chance.
 */
class ShippedLibrariesIT {
  /** Classes that may be there twice if they are the same, by the beginning of their names. */
  private static final Set<String> SAME_TWICE =
      Set.of(
          // Parquet takes what it uses of fastutil into each of its jars.
          "shaded/parquet/it/unimi/dsi/fastutil/",
          // Beam's harness has all of runners-core in its own jar, and the runners ask for both.
          "org/apache/beam/runners/core/");

  /** Classes that differ on purpose: here each jar of Debezium has its own version. */
  private static final Set<String> DIFFERENT_TWICE = Set.of("io/debezium/Module.class");

  /**
   * Two libraries of one name, which share no class: of two groups, and JetBrains' and Android's.
   */
  private static final Set<String> TWO_VERSIONS = Set.of("opentelemetry-semconv", "annotations");

  private static final Pattern OF_TESTS =
      Pattern.compile(
          "(junit|hamcrest|mockito|assertj|jqwik|awaitility|archunit|testng|kafka-streams-test-utils"
              + "|json-schema-validator|swagger-parser)\\b.*|.*-(tests|testlib|test-utils)\\.jar");

  /** TestPipelineOptions, which Beam loads with all other options, names a class of it. */
  private static final Set<String> NEEDED_OF_TESTS = Set.of("hamcrest");

  private static final Pattern OF_OTHER_SYSTEMS =
      Pattern.compile(".*(windows|win32|osx|macos|darwin|aarch|arm64|ppc64|s390|alpine).*\\.jar");

  @ParameterizedTest
  @ValueSource(strings = {"collector", "streams-app", "beam-app", "local-stack", "benchmarks"})
  void shouldHoldEachClassOnce(String module) throws IOException {
    List<String> twice = new ArrayList<>();
    ShippedProgram.of(module)
        .repeated()
        .forEach(
            (name, places) -> {
              if (!mayBeThereTwice(name, places)) {
                twice.add(name + " is in " + places);
              }
            });

    assertThat(twice).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"collector", "streams-app", "beam-app", "local-stack", "benchmarks"})
  void shouldHoldOneVersionOfALibrary(String module) throws IOException {
    Map<String, List<String>> versions = new TreeMap<>();
    for (String library : ShippedProgram.of(module).libraries()) {
      versions
          .computeIfAbsent(ShippedProgram.unversioned(library), name -> new ArrayList<>())
          .add(library);
    }
    versions.values().removeIf(libraries -> libraries.size() == 1);

    assertThat(TWO_VERSIONS).containsAll(versions.keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"collector", "streams-app", "beam-app", "local-stack", "benchmarks"})
  void shouldHoldNothingOfTestsOrOtherSystems(String module) throws IOException {
    assertThat(ShippedProgram.of(module).libraries())
        .filteredOn(library -> !NEEDED_OF_TESTS.contains(ShippedProgram.unversioned(library)))
        .noneMatch(library -> OF_TESTS.matcher(library).matches())
        .noneMatch(library -> OF_OTHER_SYSTEMS.matcher(library).matches());
  }

  @ParameterizedTest
  @ValueSource(strings = {"collector", "streams-app", "beam-app", "local-stack", "benchmarks"})
  void shouldHoldNothingBesideTheClassPath(String module) throws IOException {
    ShippedProgram program = ShippedProgram.of(module);

    assertThat(program.files()).isEqualTo(program.libraries());
  }

  @ParameterizedTest
  @ValueSource(strings = {"collector", "streams-app", "beam-app", "local-stack", "benchmarks"})
  void shouldListThemAllForWhoeverChecksThem(String module) throws IOException {
    ShippedProgram program = ShippedProgram.of(module);
    List<String> listed = new ArrayList<>();
    for (JsonNode component :
        new ObjectMapper().readTree(program.bill().toFile()).get("components")) {
      listed.add(component.get("name").asText() + '-' + component.get("version").asText() + ".jar");
    }

    assertThat(listed).containsExactlyInAnyOrderElementsOf(program.libraries());
  }

  private static boolean mayBeThereTwice(String name, List<ShippedProgram.Place> places) {
    if (DIFFERENT_TWICE.contains(name)) {
      return true;
    }
    return SAME_TWICE.stream().anyMatch(name::startsWith)
        && places.stream().map(ShippedProgram.Place::checksum).distinct().count() == 1;
  }
}
