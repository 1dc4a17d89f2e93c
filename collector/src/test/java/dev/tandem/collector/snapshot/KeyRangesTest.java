package dev.tandem.collector.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.collector.table.KeyRange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KeyRangesTest {
  @Property
  void shouldHoldEveryKeyExactlyOnce(
      @ForAll @Size(max = 200) Set<Long> sample,
      @ForAll @Size(max = 200) Set<Long> keys,
      @ForAll @LongRange(min = 1, max = 300) long wanted) {
    List<List<String>> sorted =
        new TreeSet<>(sample).stream().map(key -> List.of(String.valueOf(key))).toList();
    List<KeyRange> ranges = KeyRanges.of(sorted, wanted);
    keys.addAll(sample);
    for (long key : keys) {
      assertThat(ranges).filteredOn(range -> holds(range, key)).hasSize(1);
    }
  }

  @Property
  void shouldCutTheSampleEvenly(
      @ForAll @Size(min = 1, max = 200) Set<Long> sample,
      @ForAll @LongRange(min = 1, max = 300) long wanted) {
    List<List<String>> sorted =
        new TreeSet<>(sample).stream().map(key -> List.of(String.valueOf(key))).toList();
    List<KeyRange> ranges = KeyRanges.of(sorted, wanted);
    assertThat(ranges).hasSize((int) Math.min(wanted, sample.size()));
    int fair = sample.size() / ranges.size();
    assertThat(ranges)
        .allSatisfy(
            range ->
                assertThat(sample.stream().filter(key -> holds(range, key)).count())
                    .isBetween((long) fair, fair + 1L));
  }

  @Test
  void shouldReadAnEmptyTableAsOneRange() {
    assertThat(KeyRanges.of(List.of(), 8))
        .containsExactly(new KeyRange(Optional.empty(), Optional.empty()));
  }

  @Test
  void shouldWriteConditionsInSql() {
    Optional<List<String>> none = Optional.empty();
    assertThat(new KeyRange(none, none).sql("\"id\"")).isEqualTo("true");
    assertThat(new KeyRange(none, Optional.of(List.of("7"))).sql("\"id\""))
        .isEqualTo("\"id\" < '7'");
    assertThat(new KeyRange(Optional.of(List.of("7")), none).sql("\"id\""))
        .isEqualTo("\"id\" >= '7'");
    assertThat(new KeyRange(Optional.of(List.of("a'\\b")), Optional.of(List.of("c"))).sql("\"id\""))
        .isEqualTo("\"id\" >=  E'a''\\\\b' AND \"id\" < 'c'");
  }

  @Test
  void shouldCompareSeveralColumnsAsOneRow() {
    assertThat(
            new KeyRange(Optional.of(List.of("7", "x")), Optional.of(List.of("8", "")))
                .sql("(\"a\", \"b\")"))
        .isEqualTo("(\"a\", \"b\") >= ('7', 'x') AND (\"a\", \"b\") < ('8', '')");
  }

  private static boolean holds(KeyRange range, long key) {
    return range.from().map(from -> key >= Long.parseLong(from.get(0))).orElse(true)
        && range.to().map(to -> key < Long.parseLong(to.get(0))).orElse(true);
  }
}
