package dev.tandem.localstack.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.RandomCaptures;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.domain.Capture;
import dev.tandem.spec.RandomSpecs;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** SQL and the reference counter, which share no code, give one answer. */
class SqlOpinionIT {
  private static Connection connection;

  /** A log, and a spec whose edges it is made for. */
  record Case(Spec spec, List<Capture> log) {}

  @BeforeContainer
  static void connect() throws SQLException {
    connection = TestDatabase.connect("sql_opinion");
  }

  @AfterContainer
  static void disconnect() throws SQLException {
    connection.close();
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void shouldAnswerTheDefaultSpecAsTheReferenceDoes(@ForAll("ofDefaultSpec") Case given)
      throws SQLException {
    shouldAgree(given);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void shouldAnswerAnySpecAsTheReferenceDoes(@ForAll("ofAnySpec") Case given) throws SQLException {
    shouldAgree(given);
  }

  @Provide
  Arbitrary<Case> ofDefaultSpec() {
    return cases(Arbitraries.just(new SpecReader().readDefault()));
  }

  @Provide
  Arbitrary<Case> ofAnySpec() {
    return cases(RandomSpecs.specs());
  }

  private static Arbitrary<Case> cases(Arbitrary<Spec> specs) {
    return specs.flatMap(
        spec -> RandomCaptures.logs(spec.counted()).map(log -> new Case(spec, log)));
  }

  private static void shouldAgree(Case given) throws SQLException {
    Spec spec = given.spec();
    ReferenceCounter reference = new ReferenceCounter(spec.counted(), spec.maxFutureMs());
    given.log().forEach(reference::add);
    SqlOpinion sql = SqlOpinion.of(connection, CaptureFacts.load(connection, given.log()), spec);
    assertThat(sql.tallies()).isEqualTo(reference.tallies());
    assertThat(sql.quality()).isEqualTo(reference.quality());
  }
}
