package dev.tandem.streams.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.counting.LedgerStep;
import dev.tandem.counting.Quality;
import dev.tandem.counting.RandomCaptures;
import dev.tandem.domain.Capture;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CaptureQualitiesTest {
  private final Spec spec = new SpecReader().readDefault();
  private final Ledger ledger = new Ledger(spec.maxFutureMs());

  @Provide
  Arbitrary<List<Capture>> logs() {
    return RandomCaptures.logs(spec.counted());
  }

  @Property(tries = 300)
  void shouldTellApartWhatTheLedgerAddsUp(@ForAll("logs") List<Capture> log) {
    Map<String, List<Capture>> byKey =
        log.stream()
            .filter(capture -> !capture.record().accessKey().isEmpty())
            .collect(Collectors.groupingBy(Capture::key));
    byKey.values().forEach(this::assertSame);
  }

  private void assertSame(List<Capture> captures) {
    Map<Quality, Integer> sums = new TreeMap<>();
    LedgerEntry entry = LedgerEntry.EMPTY;
    for (Capture capture : captures) {
      LedgerStep step = ledger.step(entry, capture);
      entry = step.after();
      step.quality().forEach((quality, n) -> sums.merge(quality, n, Integer::sum));
    }
    sums.values().removeIf(n -> n == 0);

    Map<Quality, Integer> told = new TreeMap<>();
    List<Quality> qualities = new ArrayList<>(new CaptureQualities(ledger).of(captures));
    qualities.forEach(quality -> told.merge(quality, 1, Integer::sum));
    assertThat(told).isEqualTo(sums);
    assertThat(qualities).hasSameSizeAs(captures);
  }
}
