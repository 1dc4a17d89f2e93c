package dev.tandem.parity.laws;

import dev.tandem.beam.pipeline.HistoryAnswer;
import dev.tandem.beam.pipeline.HistoryPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;

/**
 * What a pipeline in this JVM says, in the order in which it says so. Runners copy functions, so
 * they find the place by its number.
 */
final class Said implements AutoCloseable {
  private static final Map<Long, Said> PLACES = new ConcurrentHashMap<>();
  private static final AtomicLong NEXT = new AtomicLong();

  private final long number = NEXT.incrementAndGet();
  private final Queue<HistoryAnswer> answers = new ConcurrentLinkedQueue<>();
  private final Queue<byte[]> expired = new ConcurrentLinkedQueue<>();
  private final Queue<byte[]> rejected = new ConcurrentLinkedQueue<>();

  Said() {
    PLACES.put(number, this);
  }

  void listen(HistoryPipeline.Outputs outputs) {
    outputs.answers().apply("Said answers", ParDo.of(new TakeAnswer(number)));
    outputs.expired().apply("Said expired", ParDo.of(new TakeValue(number, false)));
    outputs.rejected().apply("Said rejected", ParDo.of(new TakeValue(number, true)));
  }

  List<HistoryAnswer> answers() {
    return new ArrayList<>(answers);
  }

  /** Values of {@code captures-expired}. */
  List<byte[]> expired() {
    return new ArrayList<>(expired);
  }

  /** Values of {@code captures-rejected}. */
  List<byte[]> rejectedValues() {
    return new ArrayList<>(rejected);
  }

  /** How many records could not be read. */
  int rejected() {
    return rejected.size();
  }

  @Override
  public void close() {
    PLACES.remove(number);
  }

  private static final class TakeAnswer extends DoFn<HistoryAnswer, Void> {
    private static final long serialVersionUID = 1L;
    private final long number;

    TakeAnswer(long number) {
      this.number = number;
    }

    @ProcessElement
    public void process(@Element HistoryAnswer answer) {
      PLACES.get(number).answers.add(answer);
    }
  }

  private static final class TakeValue extends DoFn<KV<byte[], byte[]>, Void> {
    private static final long serialVersionUID = 1L;
    private final long number;
    private final boolean rejected;

    TakeValue(long number, boolean rejected) {
      this.number = number;
      this.rejected = rejected;
    }

    @ProcessElement
    public void process(@Element KV<byte[], byte[]> keyed) {
      Said said = PLACES.get(number);
      (rejected ? said.rejected : said.expired).add(keyed.getValue());
    }
  }
}
