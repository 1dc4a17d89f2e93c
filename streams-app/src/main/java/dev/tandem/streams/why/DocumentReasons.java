package dev.tandem.streams.why;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.counting.Assignment;
import dev.tandem.counting.Change;
import dev.tandem.counting.Contribution;
import dev.tandem.counting.Dimension;
import dev.tandem.counting.Ledger;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Quality;
import dev.tandem.counting.Rank;
import dev.tandem.counting.Winner;
import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Document;
import dev.tandem.domain.Times;
import dev.tandem.spec.Spec;
import dev.tandem.streams.instances.Endpoint;
import dev.tandem.streams.instances.Forwarding;
import dev.tandem.streams.topology.LedgerValue;
import dev.tandem.streams.topology.LedgerValueFormat;
import dev.tandem.streams.why.DocumentWhy.CancellationWhy;
import dev.tandem.streams.why.DocumentWhy.CaptureWhy;
import dev.tandem.streams.why.DocumentWhy.ContributionWhy;
import dev.tandem.streams.why.DocumentWhy.MetricWhy;
import dev.tandem.streams.why.DocumentWhy.WindowVerdict;
import dev.tandem.streams.why.DocumentWhy.WinnerWhy;
import dev.tandem.streams.why.LogReader.Located;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;

/**
 * Puts together why a document counts where it does: its ledger entry from whoever has it, its
 * captures from the log.
 */
public final class DocumentReasons {
  private final Forwarding forwarding;
  private final Endpoint<LedgerQuestion, LedgerAnswer> endpoint;
  private final LedgerValueFormat ledgerValues;
  private final LogReader log;
  private final Spec spec;
  private final int partitions;

  /**
   * @param partitions of the captures log
   */
  public DocumentReasons(
      Forwarding forwarding,
      Endpoint<LedgerQuestion, LedgerAnswer> endpoint,
      LedgerValueFormat ledgerValues,
      LogReader log,
      Spec spec,
      int partitions) {
    this.forwarding = forwarding;
    this.endpoint = endpoint;
    this.ledgerValues = ledgerValues;
    this.log = log;
    this.spec = spec;
    this.partitions = partitions;
  }

  /**
   * Empty where no capture of the key has been taken yet.
   *
   * @throws dev.tandem.streams.instances.NotReady where its ledger or the log cannot be asked
   */
  public Optional<DocumentWhy> of(String accessKey, boolean staleAllowed) {
    int partition = Utils.toPositive(Utils.murmur2(accessKey.getBytes(UTF_8))) % partitions;
    LedgerAnswer answer =
        Forwarding.join(
            forwarding.ask(endpoint, new LedgerQuestion(partition, staleAllowed, accessKey)));
    return answer.value().stream()
        .findFirst()
        .map(value -> why(accessKey, answer, ledgerValues.read(value)));
  }

  private DocumentWhy why(String accessKey, LedgerAnswer answer, LedgerValue value) {
    List<Located> located = log.read(answer.partition(), value.offsets());
    return new DocumentWhy(
        accessKey,
        answer.partition(),
        value.complete() && located.size() == value.offsets().size(),
        captures(located),
        value.entry().winner().map(DocumentReasons::winner),
        value
            .entry()
            .cancellation()
            .map(
                c ->
                    new CancellationWhy(
                        c.rank().row().toString(),
                        Instant.ofEpochMilli(c.rank().arrivedMs()),
                        instant(c.registeredMs()))),
        spec.counted().stream().map(metric -> metric(metric, accessKey, value)).toList(),
        answer.stale().stream().toList());
  }

  private List<CaptureWhy> captures(List<Located> located) {
    List<Quality> qualities =
        new CaptureQualities(new Ledger(spec.maxFutureMs()))
            .of(located.stream().map(Located::capture).toList());
    List<CaptureWhy> captures = new ArrayList<>();
    for (int i = 0; i < located.size(); i++) {
      captures.add(capture(located.get(i), qualities.get(i)));
    }
    return captures;
  }

  private static CaptureWhy capture(Located located, Quality quality) {
    Capture capture = located.capture();
    return new CaptureWhy(
        located.offset(),
        capture.row().toString(),
        capture.position() == 0 ? "snapshot" : lsn(capture.position()),
        capture.record().kind().name().toLowerCase(Locale.ROOT),
        capture.ordinal(),
        status(capture),
        Instant.ofEpochMilli(capture.arrivedMs()),
        capture.arrivalAssumed(),
        Instant.ofEpochMilli(located.appendedMs()),
        quality.qualityClass().text(),
        quality.reason());
  }

  private static String status(Capture capture) {
    if (capture.record() instanceof Document document) {
      return document.status();
    }
    return capture.record() instanceof Cancellation cancellation ? cancellation.status() : "";
  }

  /** As PostgreSQL writes it. */
  private static String lsn(long position) {
    return String.format("%X/%X", position >>> 32, position & 0xffffffffL);
  }

  private static WinnerWhy winner(Winner winner) {
    Rank rank = winner.rank();
    var facts = winner.facts();
    return new WinnerWhy(
        rank.row().toString(),
        Instant.ofEpochMilli(rank.arrivedMs()),
        instant(facts.issuedMs()),
        instant(facts.issuedLocalMs()).map(i -> LocalDateTime.ofInstant(i, ZoneOffset.UTC)),
        instant(facts.registeredMs()),
        facts.model(),
        facts.issuer().text(),
        facts.state(),
        facts.valueCents());
  }

  private static Optional<Instant> instant(long ms) {
    return Times.isPresent(ms) ? Optional.of(Instant.ofEpochMilli(ms)) : Optional.empty();
  }

  private static MetricWhy metric(Metric metric, String accessKey, LedgerValue value) {
    List<Contribution> contributions =
        Ledger.contributions(accessKey, value.entry().winner(), value.entry().cancellation());
    List<ContributionWhy> counted = new ArrayList<>();
    for (Contribution contribution : contributions) {
      metric
          .assign(new Change(1, contribution))
          .ifPresent(assignment -> counted.add(contribution(metric, contribution, assignment)));
    }
    String reason = "";
    if (contributions.isEmpty()) {
      reason = "none of its captures is a document that may count";
    } else if (counted.isEmpty()) {
      reason =
          metric.lacksTime(contributions.get(0))
              ? "its record does not say the time the metric goes by: " + metric.time().text()
              : "the metric leaves it out: where " + metric.where().text();
    } else if (value.frozen().contains(metric.id())) {
      reason =
          "a change of it met a window that is forgotten: the metric's answers no longer follow"
              + " it, what they lack is in captures-expired as window-gone";
    }
    return new MetricWhy(metric.name(), metric.id(), !counted.isEmpty(), reason, counted);
  }

  private static ContributionWhy contribution(
      Metric metric, Contribution contribution, Assignment assignment) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    for (int i = 0; i < metric.dimensions().size(); i++) {
      Dimension dimension = metric.dimensions().get(i);
      dimensions.put(dimension.text(), assignment.dimensions().get(i));
    }
    return new ContributionWhy(
        contribution.kind().name().toLowerCase(Locale.ROOT),
        Instant.ofEpochMilli(contribution.arrivedMs()),
        dimensions,
        assignment.windows().stream()
            .map(
                judged ->
                    new WindowVerdict(
                        Instant.ofEpochMilli(judged.window().startMs()),
                        Instant.ofEpochMilli(judged.window().endMs()),
                        judged.verdict().name().toLowerCase(Locale.ROOT)))
            .toList());
  }
}
