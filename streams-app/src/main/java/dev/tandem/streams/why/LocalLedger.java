package dev.tandem.streams.why;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.streams.instances.Endpoint;
import dev.tandem.streams.instances.LocalStores;
import dev.tandem.streams.instances.LocalStores.Reading;
import dev.tandem.streams.instances.WrongQuestion;
import dev.tandem.streams.topology.Names;
import java.util.List;
import java.util.stream.Stream;

/** Answers about a partition's ledger out of this instance's store. */
public final class LocalLedger {
  private final LocalStores stores;
  private final int partitions;

  /**
   * @param partitions of the captures log
   */
  public LocalLedger(LocalStores stores, int partitions) {
    this.stores = stores;
    this.partitions = partitions;
  }

  /** Where instances ask each other for what the ledger holds. */
  public Endpoint<LedgerQuestion, LedgerAnswer> endpoint() {
    return new Endpoint<>(
        "/internal/ledger", Names.LEDGER, LedgerQuestion.class, LedgerAnswer.class, this::answer);
  }

  private LedgerAnswer answer(LedgerQuestion question) {
    WrongQuestion.unlessPartition(question.partition(), partitions);
    Reading<List<byte[]>> reading =
        stores.read(
            Names.LEDGER,
            question.partition(),
            question.staleAllowed(),
            of ->
                Stream.ofNullable(
                        of.<byte[]>named(Names.LEDGER).get(question.accessKey().getBytes(UTF_8)))
                    .toList());
    return new LedgerAnswer(
        question.partition(),
        reading.answer(),
        reading.stale(question.partition(), ArrivalWatermark.UNDEFINED));
  }
}
