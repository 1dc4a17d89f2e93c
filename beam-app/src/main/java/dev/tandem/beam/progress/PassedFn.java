package dev.tandem.beam.progress;

import dev.tandem.beam.source.Reached;
import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.wire.ProgressFormat;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/**
 * Says a watermark that the marks of all partitions have reached once Beam's own has passed it. One
 * is waited for at a time: a timer that each mark moved on would never be due while the log is
 * being caught up with.
 */
final class PassedFn extends DoFn<KV<Integer, Reached>, Reached> {
  private static final long serialVersionUID = 1L;
  private static final String READ = "read";
  private static final String AWAITED = "awaited";
  private static final String PASSED = "passed";

  private final int partitions;

  /** The highest watermark by partition. */
  @StateId(READ)
  private final StateSpec<ValueState<Map<Integer, Long>>> readSpec =
      StateSpecs.value(MapCoder.of(VarIntCoder.of(), BigEndianLongCoder.of()));

  /** What the timer is set to, or was last. */
  @StateId(AWAITED)
  private final StateSpec<ValueState<Long>> awaitedSpec = StateSpecs.value(BigEndianLongCoder.of());

  @TimerId(PASSED)
  private final TimerSpec passedSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  PassedFn(int partitions) {
    this.partitions = partitions;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Reached> mark,
      @StateId(READ) ValueState<Map<Integer, Long>> read,
      @StateId(AWAITED) ValueState<Long> awaited,
      @TimerId(PASSED) Timer passed) {
    Reached reached = mark.getValue();
    if (reached.watermarkMs() == ArrivalWatermark.UNDEFINED) {
      return;
    }
    Map<Integer, Long> highest = new TreeMap<>(Optional.ofNullable(read.read()).orElse(Map.of()));
    highest.merge(reached.partition(), reached.watermarkMs(), Math::max);
    read.write(highest);
    if (awaited.read() == null && highest.size() == partitions) {
      await(Collections.min(highest.values()), awaited, passed);
    }
  }

  @OnTimer(PASSED)
  public void passed(
      @StateId(READ) ValueState<Map<Integer, Long>> read,
      @StateId(AWAITED) ValueState<Long> awaited,
      @TimerId(PASSED) Timer passed,
      OutputReceiver<Reached> out) {
    long reachedMs = awaited.read();
    out.output(new Reached(ProgressFormat.ALL_PARTITIONS, 0, reachedMs));
    long nextMs = Collections.min(read.read().values());
    if (nextMs > reachedMs) {
      await(nextMs, awaited, passed);
    } else {
      awaited.clear();
    }
  }

  private static void await(long watermarkMs, ValueState<Long> awaited, Timer passed) {
    awaited.write(watermarkMs);
    passed.set(Instant.ofEpochMilli(watermarkMs));
  }
}
