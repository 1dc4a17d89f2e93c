package dev.tandem.localstack.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.localstack.generator.Fact.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Of the documents of the late profile a tenth comes late, half of that after the history. */
class LateProfileTest {
  private static final int ROWS = 20_000;

  @Test
  void shouldBringATenthLateOrExpired() {
    LoadProfile profile = LoadProfile.late().withIssuers(20_000);
    DocumentGenerator generator =
        new DocumentGenerator(
            Samples.SEED, profile, new SpreadArrivals(Samples.SEED, profile, Samples.NOW, ROWS));
    Map<String, Fact> first = new HashMap<>();
    LongStream.range(0, ROWS)
        .mapToObj(generator::row)
        .flatMap(row -> row.facts().stream())
        .filter(fact -> fact.kind() == Kind.DOCUMENT && fact.issued().isPresent())
        .forEach(
            fact ->
                first.merge(
                    fact.accessKey(),
                    fact,
                    (one, other) -> one.arrived().isAfter(other.arrived()) ? other : one));
    List<Duration> late =
        first.values().stream()
            .map(fact -> Duration.between(fact.issued().orElseThrow(), fact.arrived()))
            .filter(lateness -> lateness.compareTo(Duration.ofHours(2)) > 0)
            .toList();
    double expired =
        late.stream().filter(lateness -> lateness.compareTo(Duration.ofDays(90)) > 0).count();

    assertThat(late.size() / (double) first.size()).isCloseTo(0.10, within(0.01));
    assertThat(expired / first.size()).isCloseTo(0.05, within(0.01));
  }
}
