package dev.tandem.streams.topology;

import static dev.tandem.streams.topology.TestFormats.FORMATS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.counting.Assignment;
import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.counting.Measures;
import dev.tandem.counting.RandomCaptures;
import dev.tandem.counting.RandomMetrics;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Verdict;
import dev.tandem.counting.Window;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Times;
import dev.tandem.wire.LedgerFormat;
import dev.tandem.wire.WireException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What the stores hold, and what versions before held. */
class StateFormatsTest {
  private static final long MAX_FUTURE_MS = 86_400_000;

  private final LedgerFormat entries = new LedgerFormat(TestFormats.SCHEMAS, "ledger");

  @Property(tries = 200)
  void shouldReadBackEveryValueOfTheLedger(
      @ForAll("logs") List<Capture> captures,
      @ForAll List<@LongRange(min = 0) Long> offsets,
      @ForAll boolean complete) {
    List<Long> ascending = offsets.stream().sorted().distinct().toList();
    LedgerValue value =
        new LedgerValue(entry(captures), ascending, complete, Set.of("m@1a2b3c4d", "n@00000000"));

    assertThat(FORMATS.ledger().read(FORMATS.ledger().write(value))).isEqualTo(value);
  }

  @Property(tries = 50)
  void shouldReadTheLedgerOfTheFirstVersionAsOneThatKnowsNoOffsets(
      @ForAll("logs") List<Capture> captures) {
    LedgerEntry entry = entry(captures);

    assertThat(FORMATS.ledger().read(entries.write(entry)))
        .isEqualTo(new LedgerValue(entry, List.of(), false, Set.of()));
  }

  @Property(tries = 300)
  void shouldRefuseADamagedValueOfTheLedger(
      @ForAll("logs") List<Capture> captures, @ForAll Random chance) {
    byte[] value =
        FORMATS.ledger().write(new LedgerValue(entry(captures), List.of(3L), true, Set.of("m@1")));
    byte[] damaged = Arrays.copyOf(value, chance.nextInt(value.length));

    assertThatThrownBy(() -> FORMATS.ledger().read(damaged)).isInstanceOf(WireException.class);
  }

  @Example
  void shouldKeepTheFirstOffsetsAndSayThatThereWereMore() {
    LedgerValue value = LedgerValue.EMPTY;
    for (long offset = 0; offset <= LedgerValue.MOST_OFFSETS; offset++) {
      assertThat(value.complete()).isTrue();
      value = value.after(10 * offset, LedgerEntry.EMPTY, Set.of());
    }

    assertThat(value.complete()).isFalse();
    assertThat(value.offsets())
        .hasSize(LedgerValue.MOST_OFFSETS)
        .startsWith(0L, 10L)
        .endsWith(2_550L);
  }

  @Property
  void shouldReadBackEveryTally(@ForAll @Size(8) long[] parts, @ForAll boolean revised) {
    StoredTally stored = new StoredTally(tally(parts), revised);

    assertThat(TallyFormat.read(TallyFormat.write(stored))).isEqualTo(stored);
  }

  @Property
  void shouldReadATallyOfTheFirstVersionAsNotRevised(@ForAll @Size(8) long[] parts) {
    ByteBuffer first = ByteBuffer.allocate(65).put((byte) 1);
    for (long part : parts) {
      first.putLong(part);
    }

    assertThat(TallyFormat.read(first.array())).isEqualTo(new StoredTally(tally(parts), false));
    assertThatThrownBy(() -> TallyFormat.read(Arrays.copyOf(first.array(), 64)))
        .isInstanceOf(WireException.class)
        .hasMessage("no tally: 64 bytes");
  }

  private static Tally tally(long[] parts) {
    return new Tally(
        new Measures(parts[0], parts[1], parts[2], parts[3]),
        new Measures(parts[4], parts[5], parts[6], parts[7]),
        Measures.ZERO);
  }

  @Property
  void shouldReadAChangeOfEveryVersion(
      @ForAll @Size(4) long[] parts, @ForAll int contributions, @ForAll long arrivedMs) {
    Measures measures = new Measures(parts[0], parts[1], parts[2], parts[3]);
    List<Assignment.Judged> windows =
        List.of(new Assignment.Judged(new Window(60_000, 120_000), Verdict.LATE));
    TallyChange change = new TallyChange(measures, contributions, arrivedMs, windows);

    assertThat(TallyChangeFormat.read(TallyChangeFormat.write(change))).isEqualTo(change);
    assertThat(TallyChangeFormat.read(older(parts, Optional.of(arrivedMs))))
        .isEqualTo(new TallyChange(measures, 1, arrivedMs, windows));
    assertThat(TallyChangeFormat.read(older(parts, Optional.empty())))
        .isEqualTo(new TallyChange(measures, 1, Times.ABSENT, windows));
  }

  /** Version 2, or 1 where there is no arrival. */
  private static byte[] older(long[] parts, Optional<Long> arrivedMs) {
    ByteBuffer buffer = ByteBuffer.allocate(arrivedMs.isPresent() ? 58 : 50);
    buffer.put((byte) (arrivedMs.isPresent() ? 2 : 1));
    for (long part : parts) {
      buffer.putLong(part);
    }
    arrivedMs.ifPresent(buffer::putLong);
    return buffer.put((byte) 1).putLong(60_000).putLong(120_000).array();
  }

  @Property
  void shouldReadBackEveryWatermark(
      @ForAll int partition, @ForAll long watermarkMs, @ForAll long goneUpToMs) {
    LedgerWatermark watermark =
        new LedgerWatermark(
            partition, watermarkMs, Map.of("m@1a2b3c4d", goneUpToMs, "n@00000000", 0L));
    byte[] bytes = LedgerWatermarkFormat.write(watermark);

    assertThat(LedgerWatermarkFormat.isOne(bytes)).isTrue();
    assertThat(LedgerWatermarkFormat.read(bytes)).isEqualTo(watermark);
    assertThatThrownBy(() -> LedgerWatermarkFormat.read(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(WireException.class);
  }

  @Example
  void shouldTellAChangeFromAWatermark() {
    byte[] change = TallyChangeFormat.write(new TallyChange(Measures.ZERO, 0, List.of()));

    assertThat(LedgerWatermarkFormat.isOne(change)).isFalse();
  }

  private static LedgerEntry entry(List<Capture> captures) {
    Ledger ledger = new Ledger(MAX_FUTURE_MS);
    LedgerEntry entry = LedgerEntry.EMPTY;
    for (Capture capture : new ArrayList<>(captures)) {
      entry = ledger.step(entry, capture).after();
    }
    return entry;
  }

  @Provide
  Arbitrary<List<Capture>> logs() {
    return RandomMetrics.metrics().flatMap(RandomCaptures::logs);
  }
}
