package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.counting.RandomCaptures;
import dev.tandem.counting.RandomMetrics;
import dev.tandem.counting.SeenIdentities;
import dev.tandem.domain.Capture;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.wire.avro.LedgerEntryRecord;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LedgerFormatTest {
  private static final Schemas SCHEMAS = new Schemas(RegistrySettings.of("mock://ledger-format"));

  private final LedgerFormat format = new LedgerFormat(SCHEMAS, "ledger");

  @Property(tries = 200)
  void shouldReadBackWhatTheLedgerRemembers(@ForAll("logs") List<Capture> log) {
    Ledger ledger = new Ledger(86_400_000);
    Map<String, LedgerEntry> entries = new HashMap<>();
    for (Capture capture : log) {
      LedgerEntry before = entries.getOrDefault(capture.key(), LedgerEntry.EMPTY);
      entries.put(capture.key(), ledger.step(before, capture).after());
    }

    assertThat(entries.values()).allMatch(entry -> format.read(format.write(entry)).equals(entry));
  }

  @Provide
  Arbitrary<List<Capture>> logs() {
    return RandomMetrics.metrics().flatMap(RandomCaptures::logs);
  }

  @Test
  void shouldReadBackAnEmptyEntry() {
    assertThat(format.read(format.write(LedgerEntry.EMPTY))).isEqualTo(LedgerEntry.EMPTY);
  }

  @Test
  void shouldReadBackAsManyIdentitiesAsTheLedgerRemembers() {
    long[] identities = LongStream.range(0, 256).map(i -> Long.MIN_VALUE + i * 7_919).toArray();
    long[] fingerprints = LongStream.range(0, 256).map(i -> Long.MAX_VALUE - i).toArray();
    LedgerEntry entry =
        new LedgerEntry(
            Optional.empty(), Optional.empty(), SeenIdentities.of(identities, fingerprints));

    LedgerEntry read = format.read(format.write(entry));

    assertThat(read.seen().identities()).isEqualTo(identities);
    assertThat(read.seen().factsFingerprints()).isEqualTo(fingerprints);
  }

  @Property
  void shouldRefuseForeignBytesWithAWireExceptionOnly(@ForAll byte[] foreign) {
    byte[] header = format.write(LedgerEntry.EMPTY);
    byte[] value = Arrays.copyOf(header, AvroFormat.HEADER_BYTES + foreign.length);
    System.arraycopy(foreign, 0, value, AvroFormat.HEADER_BYTES, foreign.length);
    try {
      assertThat(format.read(value)).isNotNull();
    } catch (WireException e) {
      assertThat(e).hasMessageContaining("ledger");
    }
  }

  /** Avro's own decoder would make room for 600 million of them first. */
  @Test
  void shouldNotBelieveAnArrayLongerThanItsBytes() {
    byte[] empty = format.write(LedgerEntry.EMPTY);
    byte[] bytes = Arrays.copyOf(empty, 13);
    // Behind the header no winner and no cancellation, then how many identities.
    byte[] count = {(byte) 0x80, (byte) 0x98, (byte) 0x9A, (byte) 0xBC, 4, 1};
    System.arraycopy(count, 0, bytes, 7, count.length);

    assertThatThrownBy(() -> format.read(bytes))
        .isInstanceOf(WireException.class)
        .hasMessageEndingWith("a length of 600000000 in a record of 8 bytes");
  }

  @Test
  void shouldRefuseIdentitiesWithoutFingerprints() {
    byte[] bytes =
        new AvroFormat<LedgerEntryRecord>(SCHEMAS, "ledger", LedgerEntryRecord.getClassSchema())
            .encode(new LedgerEntryRecord(null, null, List.of(1L, 2L), List.of(1L)));

    assertThatThrownBy(() -> format.read(bytes))
        .isInstanceOf(WireException.class)
        .hasMessage(
            "a LedgerEntryRecord of ledger contradicts itself: as many fingerprints as identities,"
                + " at most 256: identities=2, fingerprints=1");
  }
}
