package dev.tandem.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Window;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class TallyKeysTest {
  private static final Window WINDOW = new Window(-60_000, 0);

  @Test
  void shouldTellNoDimensionFromOneThatIsEmpty() {
    CountKey none = new CountKey("m@1", List.of(), WINDOW);
    CountKey empty = new CountKey("m@1", List.of(""), WINDOW);

    assertThat(TallyKeys.parse(TallyKeys.tally(none))).isEqualTo(none);
    assertThat(TallyKeys.parse(TallyKeys.tally(empty))).isEqualTo(empty);
  }

  @Property(tries = 300)
  void shouldSayInBothKeysWhatTheAnswerIsAbout(@ForAll("keys") CountKey key) {
    byte[] repartition = TallyKeys.repartition(key.metric(), key.dimensions());

    assertThat(TallyKeys.countKey(repartition, key.window())).isEqualTo(key);
    assertThat(TallyKeys.tally(repartition, key.window())).isEqualTo(TallyKeys.tally(key));
    assertThat(TallyKeys.parse(TallyKeys.tally(key))).isEqualTo(key);
  }

  @Property(tries = 300)
  void shouldHoldInAWindowsRangeThatWindowAndNoOther(
      @ForAll("keys") CountKey key, @ForAll("keys") CountKey other) {
    Bytes stored = TallyKeys.tally(other);
    boolean inRange =
        TallyKeys.first(key.metric(), key.window()).compareTo(stored) <= 0
            && TallyKeys.last(key.metric(), key.window()).compareTo(stored) >= 0;

    assertThat(inRange)
        .isEqualTo(key.metric().equals(other.metric()) && key.window().equals(other.window()));
  }

  @Property(tries = 300)
  void shouldOrderWindowsByTime(@ForAll("windows") Window one, @ForAll("windows") Window other) {
    int order = TallyKeys.first("m@1", one).compareTo(TallyKeys.first("m@1", other));

    assertThat(Integer.signum(order)).isEqualTo(Integer.signum(one.compareTo(other)));
  }

  @Provide
  Arbitrary<CountKey> keys() {
    Arbitrary<List<String>> dimensions =
        Arbitraries.of("", "55", "ÿ é", "34128745000152").list().ofMaxSize(3).map(ArrayList::new);
    return Combinators.combine(Arbitraries.of("m@1", "m@12", "n@1"), dimensions, windows())
        .as(CountKey::new);
  }

  @Provide
  Arbitrary<Window> windows() {
    Arbitrary<Long> starts =
        Arbitraries.of(Long.MIN_VALUE, -1L, 0L, 255L, 256L, Long.MAX_VALUE - 1);
    return Combinators.combine(starts, Arbitraries.of(1L, 60_000L))
        .as((start, size) -> new Window(start, Math.max(start + 1, start + size)));
  }
}
