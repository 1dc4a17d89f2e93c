package dev.tandem.beam.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.beam.pipeline.RegistryFormats.Formats;
import dev.tandem.beam.steps.Step;
import dev.tandem.beam.steps.StepCounter;
import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.counting.LedgerStep;
import dev.tandem.counting.Verdict;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Rejection;
import dev.tandem.wire.ExpiredFormat.Expired;
import dev.tandem.wire.ExpiredFormat.ExpiredChange;
import dev.tandem.wire.ExpiredFormat.Reason;
import dev.tandem.wire.WireException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.SetCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Takes captures into the ledger, in whatever order they come, and says to each metric what changed
 * (contract, section 2). Its state is keyed by the log's key and lives in the global window, where
 * nothing is ever late; what it says bears its event time, which lies behind the captures.
 */
final class LedgerFn extends DoFn<KV<byte[], LogRecord>, KV<byte[], byte[]>> {
  private static final long serialVersionUID = 1L;
  private static final String ENTRY = "entry";
  private static final String FROZEN = "frozen";

  private final HistorySettings settings;
  private final StepCounter counted = new StepCounter(Step.CAPTURES_COUNTED);
  private final StepCounter rejected = new StepCounter(Step.REJECTED);
  private final StepCounter expired = new StepCounter(Step.EXPIRED);

  @StateId(ENTRY)
  private final StateSpec<ValueState<byte[]>> entrySpec = StateSpecs.value(ByteArrayCoder.of());

  /** Metrics whose answers no longer follow the key, as a change of it met a forgotten window. */
  @StateId(FROZEN)
  private final StateSpec<ValueState<Set<String>>> frozenSpec =
      StateSpecs.value(SetCoder.of(StringUtf8Coder.of()));

  private transient Ledger ledger;
  private transient Formats formats;
  private transient List<TupleTag<KV<AnswerKey, Addition>>> additions;

  LedgerFn(HistorySettings settings) {
    this.settings = settings;
  }

  /** What is said may lie any time behind what is read: verdicts, not watermarks, tell lateness. */
  @Override
  @SuppressWarnings("deprecation")
  public Duration getAllowedTimestampSkew() {
    return Duration.millis(Long.MAX_VALUE);
  }

  @Setup
  public void setup() {
    ledger = new Ledger(settings.maxFutureMs());
    formats = settings.registry().connect();
    additions = settings.metrics().stream().map(m -> HistoryTags.additions(m.metric())).toList();
  }

  @ProcessElement
  public void process(
      @Element KV<byte[], LogRecord> keyed,
      @StateId(ENTRY) ValueState<byte[]> entry,
      @StateId(FROZEN) ValueState<Set<String>> frozen,
      MultiOutputReceiver out) {
    LogRecord record = keyed.getValue();
    Capture capture;
    try {
      capture = read(keyed.getKey(), record);
    } catch (WireException e) {
      reject(record, RejectReason.BAD_CAPTURE, e.getMessage(), out);
      return;
    }
    byte[] stored = entry.read();
    LedgerEntry held = stored == null ? LedgerEntry.EMPTY : formats.ledger().read(stored);
    LedgerStep step;
    List<MetricChange> metricChanges;
    try {
      step = ledger.step(held, capture);
      metricChanges = metricChanges(step);
    } catch (RuntimeException e) {
      // The capture's own fault, and at every start again: whoever wrote it must not end the side.
      reject(record, RejectReason.COUNT_FAILED, e.toString(), out);
      return;
    }
    entry.write(formats.ledger().write(step.after()));
    counted.add(1);
    if (step.changes().isEmpty()) {
      return;
    }
    Set<String> before = Optional.ofNullable(frozen.read()).orElse(Set.of());
    Set<String> after = new TreeSet<>(before);
    for (int i = 0; i < settings.metrics().size(); i++) {
      MetricChange change = metricChanges.get(i);
      if (settings.bounded()) {
        add(i, change, record, out);
      } else {
        sayOrDivert(i, change, capture, record, after, out);
      }
    }
    if (!after.equals(before)) {
      frozen.write(after);
    }
  }

  private List<MetricChange> metricChanges(LedgerStep step) {
    return step.changes().isEmpty()
        ? List.of()
        : settings.metrics().stream()
            .map(spec -> MetricChange.of(spec.metric(), step.changes()))
            .toList();
  }

  private Capture read(byte[] key, LogRecord record) {
    if (formats.log().read(record.value()) instanceof Capture capture
        && Arrays.equals(LogRecord.ledgerKey(record.log(), formats.log().key(capture)), key)) {
      return capture;
    }
    throw new WireException("a capture's record is keyed by another key than its own");
  }

  /**
   * Both halves of a change go to {@code captures-expired} where one of them meets a window that
   * may be forgotten, and so does all that follows of the key in the metric: taking back from the
   * answers what they were never told would make them negative (contract, section 6).
   */
  private void sayOrDivert(
      int index,
      MetricChange change,
      Capture capture,
      LogRecord record,
      Set<String> frozen,
      MultiOutputReceiver out) {
    String id = change.metric().id();
    tell(Reason.EXPIRED, id, change.in(Verdict.EXPIRED), capture, record, out);
    long seenMs = Math.max(capture.arrivedMs(), record.watermarkMs());
    if (!frozen.contains(id) && !change.touchesForgotten(seenMs)) {
      add(index, change, record, out);
      return;
    }
    List<ExpiredChange> gone = change.in(Verdict.LIVE);
    gone.addAll(change.in(Verdict.LATE));
    if (!gone.isEmpty()) {
      tell(Reason.WINDOW_GONE, id, gone, capture, record, out);
      frozen.add(id);
    }
  }

  private void add(int index, MetricChange change, LogRecord record, MultiOutputReceiver out) {
    for (MetricChange.Part part : change.changes()) {
      long timeMs = part.change().contribution().timeMs(change.metric().time());
      out.get(additions.get(index))
          .outputWithTimestamp(
              KV.of(
                  new AnswerKey(record.log(), part.assignment().dimensions()),
                  new Addition(part.assignment().measures(), part.arrivedMs())),
              Instant.ofEpochMilli(timeMs));
    }
  }

  private void tell(
      Reason reason,
      String metric,
      List<ExpiredChange> changes,
      Capture capture,
      LogRecord record,
      MultiOutputReceiver out) {
    if (!changes.isEmpty()) {
      expired.add(1);
      String accessKey = capture.record().accessKey();
      Expired notice =
          new Expired(
              HistoryPipeline.ENGINE,
              metric,
              accessKey,
              capture.row().toString(),
              position(record),
              reason,
              changes);
      out.get(HistoryTags.EXPIRED)
          .output(KV.of(accessKey.getBytes(UTF_8), formats.expired().write(notice)));
    }
  }

  private void reject(
      LogRecord record, RejectReason reason, String detail, MultiOutputReceiver out) {
    String origin = position(record);
    Rejection rejection =
        new Rejection(
            origin, Digest.of(record.value()).toString(), reason, detail, record.appendedMs());
    rejected.add(1);
    out.get(HistoryTags.REJECTED)
        .output(KV.of(origin.getBytes(UTF_8), formats.rejected().write(rejection)));
  }

  private String position(LogRecord record) {
    return settings.registry().topics().captures()
        + '-'
        + record.partition()
        + '@'
        + record.offset();
  }
}
