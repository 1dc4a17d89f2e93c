package dev.tandem.streams.topology;

import static dev.tandem.streams.topology.TestFormats.FORMATS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Capture;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.Topics;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;

/** How much the ledger keeps of a key: the aim is about 250 B. */
class LedgerSizeTest {
  private static final int KEYS = 5_000;

  @Test
  void shouldKeepLittleOfEachKey() {
    Spec spec = new SpecReader().readDefault();
    SimulatedTasks tasks = new SimulatedTasks(new LiveSettings(spec, Topics.DEFAULT, 1), FORMATS);
    List<Capture> captures = ManyCaptures.of(new Random(1), KEYS);
    captures.forEach(c -> tasks.append(LogRecords.of(FORMATS.log(), c, 0)));
    tasks.processAll();

    long keys = 0;
    long keyBytes = 0;
    long valueBytes = 0;
    try (KeyValueIterator<Object, Object> all = tasks.ledgerStore(0, Names.LEDGER).all()) {
      while (all.hasNext()) {
        KeyValue<Object, Object> entry = all.next();
        keys++;
        keyBytes += ((byte[]) entry.key).length;
        valueBytes += ((byte[]) entry.value).length;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "ledger: %,d keys of %,d captures, %.0f B a key: %.0f of key, %.0f of value%n",
        keys,
        captures.size(),
        (keyBytes + valueBytes) / (double) keys,
        keyBytes / (double) keys,
        valueBytes / (double) keys);
    assertThat((keyBytes + valueBytes) / keys).isLessThan(400);
  }
}
