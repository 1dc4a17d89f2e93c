package dev.tandem.wire;

import dev.tandem.counting.AcceptedCancellation;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.counting.SeenIdentities;
import dev.tandem.counting.Winner;
import dev.tandem.wire.avro.AcceptedCancellationRecord;
import dev.tandem.wire.avro.LedgerEntryRecord;
import dev.tandem.wire.avro.WinnerRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the ledger remembers of a key, for an engine's state. Thread-safe. */
public final class LedgerFormat {
  private final AvroFormat<LedgerEntryRecord> format;

  /**
   * @param topic names the state, as the changelog that holds it
   */
  public LedgerFormat(Schemas schemas, String topic) {
    this.format = new AvroFormat<>(schemas, topic, LedgerEntryRecord.getClassSchema());
  }

  public byte[] write(LedgerEntry entry) {
    return format.encode(
        new LedgerEntryRecord(
            entry.winner().map(LedgerFormat::write).orElse(null),
            entry.cancellation().map(LedgerFormat::write).orElse(null),
            list(entry.seen().identities()),
            list(entry.seen().factsFingerprints())));
  }

  public LedgerEntry read(byte[] bytes) {
    return format.decode(bytes, LedgerFormat::entry);
  }

  private static LedgerEntry entry(LedgerEntryRecord entry) {
    return new LedgerEntry(
        Optional.ofNullable(entry.getWinner())
            .map(w -> new Winner(AvroParts.read(w.getRank()), AvroParts.read(w.getFacts()))),
        Optional.ofNullable(entry.getCancellation())
            .map(
                c ->
                    new AcceptedCancellation(
                        AvroParts.read(c.getRank()), AvroParts.orAbsent(c.getRegisteredMs()))),
        SeenIdentities.of(array(entry.getIdentities()), array(entry.getFactsFingerprints())));
  }

  private static WinnerRecord write(Winner winner) {
    return new WinnerRecord(AvroParts.write(winner.rank()), AvroParts.write(winner.facts()));
  }

  private static AcceptedCancellationRecord write(AcceptedCancellation cancellation) {
    return new AcceptedCancellationRecord(
        AvroParts.write(cancellation.rank()), AvroParts.nullable(cancellation.registeredMs()));
  }

  private static List<Long> list(long[] values) {
    List<Long> list = new ArrayList<>(values.length);
    for (long value : values) {
      list.add(value);
    }
    return list;
  }

  private static long[] array(List<Long> values) {
    long[] array = new long[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
