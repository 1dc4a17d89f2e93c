package dev.tandem.localstack.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.localstack.generator.Fact.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shares of load_profile.json in 40,000 rows; the cases dealt by the deck bend them a bit. */
class ProfileSharesTest {
  private static final int ROWS = 40_000;
  private static List<Fact> facts;
  private static List<Fact> documents;
  private static List<Fact> firstDeliveries;
  private static Map<Long, Integer> factsOfRow;

  @BeforeAll
  static void generate() {
    facts = Samples.facts(ROWS);
    factsOfRow = new HashMap<>();
    facts.forEach(fact -> factsOfRow.merge(fact.rowId(), 1, Integer::sum));
    documents = facts.stream().filter(fact -> fact.kind() == Kind.DOCUMENT).toList();
    Map<String, Fact> first = new HashMap<>();
    documents.forEach(
        fact ->
            first.merge(
                fact.accessKey(),
                fact,
                (one, other) -> one.arrived().isAfter(other.arrived()) ? other : one));
    firstDeliveries = List.copyOf(first.values());
  }

  @Test
  void shouldMixModelsAndEvents() {
    assertThat(share(document("65"))).isCloseTo(0.55, within(0.02));
    assertThat(share(document("55"))).isCloseTo(0.33, within(0.02));
    assertThat(share(document("57")) + share(document("67"))).isCloseTo(0.06, within(0.01));
    double events =
        share(fact -> fact.kind() == Kind.CANCELLATION && fact.form().equals("event"))
            + share(fact -> fact.kind() == Kind.OTHER && !fact.accessKey().isEmpty());
    assertThat(events).isCloseTo(0.055, within(0.015));
  }

  @Test
  void shouldDeliverSomeKeysAgain() {
    Map<String, Long> copies =
        documents.stream().collect(Collectors.groupingBy(Fact::accessKey, Collectors.counting()));
    double again = copies.values().stream().filter(count -> count > 1).count();

    assertThat(again / copies.size()).isCloseTo(0.08, within(0.015));
  }

  @Test
  void shouldHoldTestsUnauthorisedAndBrokenOnes() {
    assertThat(share(fact -> fact.kind() == Kind.DOCUMENT && !fact.production()))
        .isCloseTo(0.005, within(0.0025));
    assertThat(share(fact -> fact.kind() == Kind.DOCUMENT && fact.status().isEmpty()))
        .isCloseTo(0.009, within(0.004));
    assertThat(share(fact -> fact.kind() == Kind.REJECTED)).isCloseTo(0.0005, within(0.0007));
  }

  @Test
  void shouldFollowTheLatenessCurve() {
    LoadProfile.standard()
        .latenessCdf()
        .forEach(
            step ->
                assertThat(ofFirstDeliveries(fact -> lateSeconds(fact) <= step.seconds()))
                    .as("within %s s", step.seconds())
                    .isCloseTo(step.share(), within(0.03)));
  }

  @Test
  void shouldWriteIssueTimesAsIssuersDo() {
    assertThat(
            ofDocuments(fact -> fact.issuedLocal().filter(at -> at.getSecond() == 0).isPresent()))
        .isCloseTo(0.35, within(0.03));
    assertThat(
            ofDocuments(
                fact ->
                    fact.issuedLocal()
                        .filter(at -> at.toLocalTime().toSecondOfDay() == 0)
                        .isPresent()))
        .isCloseTo(0.05, within(0.015));
    assertThat(offsetHours(-3)).isCloseTo(0.90, within(0.05));
    assertThat(offsetHours(-4)).isCloseTo(0.075, within(0.04));
    assertThat(offsetHours(-5)).isCloseTo(0.01, within(0.01));
    assertThat(offsetHours(-2)).isCloseTo(0.01, within(0.01));
  }

  @Test
  void shouldDrawIssuersByZipf() {
    Map<String, Long> ofIssuer =
        documents.stream().collect(Collectors.groupingBy(Fact::issuer, Collectors.counting()));
    double top = ofIssuer.values().stream().mapToLong(Long::longValue).max().orElse(0);

    assertThat(top / documents.size()).isBetween(0.07, 0.15);
    assertThat(ofIssuer.size()).isGreaterThan(4_000);
    assertThat(ofIssuer.keySet().stream().filter(issuer -> issuer.matches(".*[A-Z].*")).count())
        .isCloseTo(Math.round(ofIssuer.size() * 0.05), Offset.offset(ofIssuer.size() / 50L));
  }

  @Test
  void shouldDrawValuesAroundTheMedians() {
    assertThat(median("55", fact -> fact.valueCents().orElseThrow())).isCloseTo(45_000, by(0.1));
    assertThat(median("65", fact -> fact.valueCents().orElseThrow())).isCloseTo(4_500, by(0.1));
    assertThat(median("57", fact -> fact.valueCents().orElseThrow())).isCloseTo(18_000, by(0.15));
  }

  private static Offset<Double> by(double share) {
    return within(45_000 * share);
  }

  private static double median(String model, ToDoubleFunction<Fact> measure) {
    double[] sorted =
        documents.stream()
            .filter(fact -> fact.model().equals(model))
            .mapToDouble(measure)
            .sorted()
            .toArray();
    return sorted[sorted.length / 2];
  }

  private static Predicate<Fact> document(String model) {
    return fact -> fact.kind() == Kind.DOCUMENT && fact.model().equals(model);
  }

  /** Of rows that hold one thing. */
  private static double share(Predicate<Fact> of) {
    return (double)
            facts.stream().filter(fact -> factsOfRow.get(fact.rowId()) == 1).filter(of).count()
        / ROWS;
  }

  private static double ofDocuments(Predicate<Fact> of) {
    return (double) documents.stream().filter(of).count() / documents.size();
  }

  private static double ofFirstDeliveries(Predicate<Fact> of) {
    return (double) firstDeliveries.stream().filter(of).count() / firstDeliveries.size();
  }

  private static double offsetHours(int hours) {
    return ofDocuments(
        fact ->
            fact.issued().isPresent()
                && Duration.between(
                            fact.issued()
                                .get()
                                .atOffset(java.time.ZoneOffset.UTC)
                                .toLocalDateTime(),
                            fact.issuedLocal().orElseThrow())
                        .toHours()
                    == hours);
  }

  private static double lateSeconds(Fact fact) {
    return fact.issued()
        .map(issued -> Duration.between(issued, fact.arrived()).toMillis() / 1000.0)
        .orElse(0.0);
  }
}
