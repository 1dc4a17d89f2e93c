package dev.tandem.parity;

import static dev.tandem.parity.Deployment.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Capture;
import dev.tandem.localstack.check.CaptureFacts;
import dev.tandem.localstack.check.Comparison;
import dev.tandem.localstack.check.Opinion;
import dev.tandem.localstack.check.SqlOpinion;
import dev.tandem.localstack.topics.HistorySide;
import dev.tandem.localstack.topics.LiveSide;
import dev.tandem.localstack.topics.TopicReader;
import dev.tandem.parity.report.Section;
import dev.tandem.wire.ExpiredFormat;
import dev.tandem.wire.ExpiredFormat.Expired;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds what both engines have said of a long log against the reference and SQL, one after the
 * other, so that no more than two opinions are held in memory.
 */
final class LogComparison {
  private final Deployment deployment;
  private final TopicReader reader;
  private final long startedNs;
  private final List<List<String>> compared = new ArrayList<>();

  LogComparison(Deployment deployment, long startedNs) {
    this.deployment = deployment;
    this.reader = new TopicReader(deployment.kafka());
    this.startedNs = startedNs;
  }

  /**
   * Compares.
   *
   * @param captures of the log
   */
  void assertSame(Iterable<Capture> captures, long count) throws SQLException {
    CountedLog log = CountedLog.read(deployment, deployment.spec());
    assertThat(log.captures()).isEqualTo(count);
    Opinion reference = Opinion.of("reference", log.tallies(), log.quality(), 0);
    assertSame(reference, sql(captures));
    LiveSide live = new LiveSide(reader, deployment.topics(), deployment.schemas());
    assertSame(reference, Opinion.of("live", live.tallies(), live.quality(), 0));
    HistorySide history = new HistorySide(reader, deployment.topics(), deployment.schemas());
    assertSame(reference, Opinion.of("history", history.streamed(), new TreeMap<>(), 0));
    assertSaidOnce();
  }

  /** What was compared, for the report. */
  Section section(String note) {
    return new Section(
        "Both apps over one log, killed and started again",
        note,
        List.of("held against the reference", "windows", "verdicts", "differences"),
        compared);
  }

  private Opinion sql(Iterable<Capture> captures) throws SQLException {
    try (Connection connection = deployment.connection()) {
      SqlOpinion sql =
          SqlOpinion.of(connection, CaptureFacts.load(connection, captures), deployment.spec());
      return Opinion.of("sql", sql.tallies(), sql.quality(), 0);
    }
  }

  private void assertSame(Opinion reference, Opinion other) {
    Comparison comparison = Comparison.of(List.of(reference, other));
    say(
        startedNs,
        "%s = reference: %d windows and %d verdicts compared, %d differ",
        other.name(),
        comparison.windows().size(),
        comparison.verdicts(),
        comparison.differences().size());
    compared.add(
        List.of(
            other.name(),
            text(comparison.windows().size()),
            text(comparison.verdicts()),
            text(comparison.differences().size() + comparison.qualityDifferences().size())));
    assertThat(comparison.windows()).isNotEmpty();
    assertThat(comparison.differences().stream().limit(10)).isEmpty();
    assertThat(comparison.qualityDifferences()).isEmpty();
  }

  private static String text(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /**
   * Of one capture an engine says the same to {@code captures-expired} however often it is killed:
   * the live side once, history perhaps again.
   */
  private void assertSaidOnce() {
    ExpiredFormat format = new ExpiredFormat(deployment.schemas(), deployment.topics().expired());
    Map<List<Object>, Expired> said = new HashMap<>();
    Map<String, Long> notices = new TreeMap<>();
    Map<String, Long> again = new TreeMap<>();
    reader.read(
        deployment.topics().expired(),
        record -> {
          Expired notice = format.read(record.value());
          Expired before =
              said.putIfAbsent(
                  List.of(notice.engine(), notice.metric(), notice.position(), notice.reason()),
                  notice);
          notices.merge(notice.engine() + ' ' + notice.reason(), 1L, Long::sum);
          if (before != null) {
            assertThat(notice).as("what is said again").isEqualTo(before);
            again.merge(notice.engine(), 1L, Long::sum);
          }
        });
    say(startedNs, "captures-expired: %s, of them said again: %s", notices, again);
    assertThat(again.keySet()).isSubsetOf(Set.of("beam-app"));
  }
}
