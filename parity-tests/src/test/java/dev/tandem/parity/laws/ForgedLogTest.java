package dev.tandem.parity.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.beam.pipeline.HistoryAnswer;
import dev.tandem.beam.pipeline.HistoryPipeline;
import dev.tandem.beam.pipeline.LogRecord;
import dev.tandem.beam.pipeline.LogRecordCoder;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Rejection;
import dev.tandem.spec.Spec;
import dev.tandem.streams.topology.DriverPartition;
import dev.tandem.streams.topology.LiveAnswer;
import dev.tandem.wire.WireException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No record of the log, however it was made, ends either side: both reject the same ones, with
 * their position, and count the rest as the reference does (contract, section 1).
 */
class ForgedLogTest {
  private static final int LOGS = 25;
  private static final int HEADER_BYTES = 5;
  private static final long APPENDED_MS = 1_790_000_000_000L;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Bytes(byte[] key, byte[] value) {}

  /** What a side rejected, by position and reason, and what it counted. */
  private record Side(SortedSet<String> rejected, SortedMap<CountKey, Tally> tallies) {}

  @ParameterizedTest
  @ValueSource(longs = {12, 34, 56})
  void shouldRejectTheSameAndCountTheSame(long seed) {
    Batch batch = Batch.random(seed, LOGS);
    List<Bytes> log = forgedLog(batch, new Random(seed));
    Side expected = reference(batch.spec(), log);

    assertThat(expected.rejected()).hasSizeGreaterThan(log.size() / 10);
    assertThat(expected.tallies()).isNotEmpty();
    assertThat(live(batch.spec(), log)).isEqualTo(expected);
    assertThat(history(batch.spec(), log)).isEqualTo(expected);
  }

  /** Each good capture, and beside it what can be made of it. */
  private static List<Bytes> forgedLog(Batch batch, Random chance) {
    Forger forger = new Forger(chance);
    List<Bytes> log = new ArrayList<>();
    for (List<Capture> captures : batch.logs()) {
      for (Capture good : captures) {
        byte[] value = HistoryLogs.LOG.write(good);
        byte[] key = HistoryLogs.LOG.key(good);
        Capture forged = forger.forged(good);
        log.add(new Bytes(key, value));
        log.add(new Bytes(key, forger.damaged(value)));
        log.add(new Bytes(forger.key(HistoryLogs.LOG.key(forged)), HistoryLogs.LOG.write(forged)));
      }
    }
    return log;
  }

  private static Side reference(Spec spec, List<Bytes> log) {
    ReferenceCounter counter = new ReferenceCounter(spec.counted(), spec.maxFutureMs());
    SortedSet<String> rejected = new TreeSet<>();
    for (int offset = 0; offset < log.size(); offset++) {
      try {
        if (HistoryLogs.LOG.read(log.get(offset).value()) instanceof Capture capture
            && Arrays.equals(HistoryLogs.LOG.key(capture), log.get(offset).key())) {
          counter.add(capture);
          continue;
        }
      } catch (WireException e) {
        assertThat(e).hasMessageContaining("captures");
      }
      rejected.add("captures-0@" + offset + " BAD_CAPTURE");
    }
    return new Side(rejected, counter.tallies());
  }

  private static Side live(Spec spec, List<Bytes> log) {
    try (DriverPartition driver = new DriverPartition(spec)) {
      byte[] header =
          DriverPartition.logFormat().write((Capture) HistoryLogs.LOG.read(log.get(0).value()));
      log.forEach(
          record -> driver.send(record.key(), underHeader(record.value(), header), APPENDED_MS));
      LiveAnswer answer = driver.answer();
      return new Side(texts(answer.rejected()), answer.tallies());
    }
  }

  /** Its registry gives the same schema another id. */
  private static byte[] underHeader(byte[] value, byte[] header) {
    byte[] renamed = value.clone();
    System.arraycopy(header, 0, renamed, 0, Math.min(value.length, HEADER_BYTES));
    return renamed;
  }

  private static Side history(Spec spec, List<Bytes> log) {
    List<KV<byte[], LogRecord>> records = new ArrayList<>();
    for (Bytes record : log) {
      records.add(HistoryLogs.record(record.key(), record.value(), records.size()));
    }
    try (Said said = new Said()) {
      Pipeline pipeline = Pipeline.create(Runner.DIRECT.options(false));
      said.listen(
          HistoryPipeline.count(
              pipeline.apply(
                  Create.of(records)
                      .withCoder(KvCoder.of(ByteArrayCoder.of(), LogRecordCoder.INSTANCE))),
              HistoryLogs.settings(spec, true)));
      pipeline.run().waitUntilFinish();
      SortedMap<CountKey, Tally> tallies = new TreeMap<>();
      for (HistoryAnswer answer : said.answers()) {
        tallies.put(answer.key(), answer.tally());
      }
      tallies.values().removeIf(Tally::isZero);
      return new Side(
          texts(said.rejectedValues().stream().map(HistoryLogs.REJECTED::read).toList()), tallies);
    }
  }

  private static SortedSet<String> texts(List<Rejection> rejected) {
    SortedSet<String> texts = new TreeSet<>();
    rejected.forEach(r -> texts.add(r.origin() + ' ' + r.reason()));
    return texts;
  }
}
