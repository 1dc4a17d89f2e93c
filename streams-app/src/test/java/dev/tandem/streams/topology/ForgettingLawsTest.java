package dev.tandem.streams.topology;

import static dev.tandem.streams.topology.TestFormats.FORMATS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Verdict;
import dev.tandem.counting.Window;
import dev.tandem.spec.MetricSpec;
import dev.tandem.wire.CountFormat.Count;
import dev.tandem.wire.ExpiredFormat.Expired;
import dev.tandem.wire.ExpiredFormat.ExpiredChange;
import dev.tandem.wire.ExpiredFormat.Reason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What stays true when the live side forgets windows (contract, sections 6 and 7), over tasks that
 * are interleaved, restarted and killed by chance. The captures are in no order, so most arrivals
 * are dated back further than any slack, and better-ranked copies take back what is gone.
 */
class ForgettingLawsTest {

  @Property(tries = 300)
  void shouldAddUpToTheReferenceInEveryLivePartAndInWhatIsRetained(
      @ForAll("logs") MarkedLog log,
      @ForAll @IntRange(min = 1, max = 4) int partitions,
      @ForAll Random chance) {
    assertAddsUp(log, log.run(partitions, chance));
  }

  @Property(tries = 100)
  void shouldAddUpThoughRetentionIsChangedInBetween(
      @ForAll("logs") MarkedLog log,
      @ForAll @IntRange(min = 1, max = 4) int partitions,
      @ForAll Random chance) {
    MarkedLog.Run run = log.run(partitions, chance, log.retainingOtherwise());

    assertAddsUp(log, run);
    assertNothingForgottenIsChanged(run, partitions);
  }

  private static void assertAddsUp(MarkedLog log, MarkedLog.Run run) {
    LiveAnswer answer = run.finish();
    SortedMap<CountKey, Tally> reference = log.reference().tallies();
    Map<CountKey, Tally> gone = added(answer, Reason.WINDOW_GONE);
    Map<CountKey, Tally> expired = added(answer, Reason.EXPIRED);
    SortedMap<CountKey, Count> said = answer.counts();
    Set<CountKey> keys = new HashSet<>(reference.keySet());
    keys.addAll(said.keySet());
    keys.addAll(gone.keySet());
    for (CountKey key : keys) {
      Tally live = said.containsKey(key) ? said.get(key).tally() : Tally.ZERO;
      Tally back = gone.getOrDefault(key, Tally.ZERO);
      Tally expected = reference.getOrDefault(key, Tally.ZERO);
      assertThat(live.live().plus(back.live())).as("live of %s", key).isEqualTo(expected.live());
      assertThat(expired.getOrDefault(key, Tally.ZERO).expired()).isEqualTo(expected.expired());
      if (!run.isGoneAnywhere(key)) {
        assertThat(live.late().plus(back.late())).as("late of %s", key).isEqualTo(expected.late());
      }
      assertThat(List.of(live.live(), live.late())).allMatch(ForgettingLawsTest::isNotNegative);
    }
    assertThat(answer.quality()).isEqualTo(log.reference().quality());
  }

  private static boolean isNotNegative(Measures m) {
    return m.documents() >= 0 && m.value() >= 0 && m.cancelled() >= 0 && m.cancelledValue() >= 0;
  }

  private static Map<CountKey, Tally> added(LiveAnswer answer, Reason reason) {
    Map<CountKey, Tally> sums = new HashMap<>();
    for (Expired notice : answer.expired()) {
      if (notice.reason() == reason) {
        for (ExpiredChange change : notice.changes()) {
          assertThat(change.part() == Verdict.EXPIRED).isEqualTo(reason == Reason.EXPIRED);
          Tally tally = Tally.ZERO.plus(change.part(), change.measures());
          for (Window window : change.windows()) {
            CountKey key = new CountKey(notice.metric(), change.dimensions(), window);
            sums.merge(key, tally, Tally::plus);
          }
        }
      }
    }
    return sums;
  }

  @Property(tries = 150)
  void shouldSendBothHalvesOfAChangeToTheSamePlace(
      @ForAll("logs") MarkedLog log, @ForAll @IntRange(min = 1, max = 4) int partitions) {
    MarkedLog.Run run = log.runCommittingEach(partitions);
    run.finish();

    Set<String> counted = new HashSet<>();
    for (List<Record<byte[], byte[]>> records : run.tasks().contributions()) {
      for (Record<byte[], byte[]> record : records) {
        if (!LedgerWatermarkFormat.isOne(record.value())) {
          counted.add(record.timestamp() + TallyKeys.metric(record.key()));
        }
      }
    }
    for (Record<byte[], byte[]> record : run.tasks().notices()) {
      Expired notice = FORMATS.expired().read(record.value());
      if (notice.reason() == Reason.WINDOW_GONE) {
        assertThat(counted).doesNotContain(record.timestamp() + notice.metric());
        assertThat(notice.changes())
            .containsExactlyInAnyOrderElementsOf(
                run.changesBeforeExpiry(record.timestamp(), notice.metric()));
      }
    }
  }

  @Property(tries = 150)
  void shouldNeverSendAChangeOfAWindowThatATallyHasForgotten(
      @ForAll("logs") MarkedLog log,
      @ForAll @IntRange(min = 1, max = 4) int partitions,
      @ForAll Random chance) {
    MarkedLog.Run run = log.run(partitions, chance);
    run.finish();

    assertNothingForgottenIsChanged(run, partitions);
  }

  private static void assertNothingForgottenIsChanged(MarkedLog.Run run, int partitions) {
    for (int p = 0; p < partitions; p++) {
      Map<Integer, LedgerWatermark> heard = new HashMap<>();
      for (Record<byte[], byte[]> record : run.tasks().contributions().get(p)) {
        if (LedgerWatermarkFormat.isOne(record.value())) {
          LedgerWatermark watermark = LedgerWatermarkFormat.read(record.value());
          heard.put(watermark.partition(), watermark);
        } else if (heard.size() == partitions) {
          String metric = TallyKeys.metric(record.key());
          long forgottenUpToMs =
              heard.values().stream().mapToLong(w -> w.goneUpToMs(metric)).min().orElseThrow();
          assertThat(TallyChangeFormat.read(record.value()).windows())
              .allMatch(judged -> judged.window().endMs() > forgottenUpToMs);
        }
      }
    }
  }

  @Property(tries = 150)
  void shouldForgetEveryWindowThatIsGoneInEveryPartition(
      @ForAll("logs") MarkedLog log,
      @ForAll @IntRange(min = 1, max = 4) int partitions,
      @ForAll Random chance) {
    MarkedLog.Run run = log.run(partitions, chance);
    LiveAnswer answer = run.finish();

    SortedMap<CountKey, Count> stored = new TreeMap<>();
    for (int p = 0; p < partitions; p++) {
      run.tasks()
          .tallyStore(p, Names.TALLIES)
          .all()
          .forEachRemaining(
              entry -> {
                CountKey key = TallyKeys.parse((Bytes) entry.key);
                StoredTally tally = TallyFormat.read((byte[]) entry.value);
                stored.put(key, new Count(key, tally.tally(), tally.revised()));
              });
    }
    assertThat(stored.keySet()).noneMatch(run::isGoneEverywhere);
    answer
        .counts()
        .forEach(
            (key, count) -> {
              if (!run.isGoneAnywhere(key)) {
                assertThat(stored).containsEntry(key, count);
              }
            });
  }

  @Property(tries = 100)
  void shouldDecideTheSameWhateverIsKilledAndReplayed(
      @ForAll("logs") MarkedLog log,
      @ForAll @IntRange(min = 1, max = 4) int partitions,
      @ForAll Random chance) {
    MarkedLog.Run calm = log.run(partitions, new Random(0));
    calm.finish();
    MarkedLog.Run troubled = log.run(partitions, chance);
    troubled.finish();

    assertThat(sums(troubled)).isEqualTo(sums(calm));
    assertThat(told(troubled)).isEqualTo(told(calm));
    assertThat(notices(troubled)).containsExactlyInAnyOrderElementsOf(notices(calm));
  }

  /** Contributions, however they were summed: by key, windows and verdicts. */
  private static Map<String, TallyChange> sums(MarkedLog.Run run) {
    Map<String, TallyChange> sums = new HashMap<>();
    for (List<Record<byte[], byte[]>> records : run.tasks().contributions()) {
      for (Record<byte[], byte[]> record : records) {
        if (!LedgerWatermarkFormat.isOne(record.value())) {
          TallyChange change = TallyChangeFormat.read(record.value());
          sums.merge(
              Bytes.wrap(record.key()) + change.windows().toString(), change, TallyChange::plus);
        }
      }
    }
    return sums;
  }

  /** What each partition was told last of each other: in between, tellings are as commits fall. */
  private static Map<List<Integer>, LedgerWatermark> told(MarkedLog.Run run) {
    Map<List<Integer>, LedgerWatermark> last = new HashMap<>();
    for (int p = 0; p < run.tasks().contributions().size(); p++) {
      for (Record<byte[], byte[]> record : run.tasks().contributions().get(p)) {
        if (LedgerWatermarkFormat.isOne(record.value())) {
          LedgerWatermark watermark = LedgerWatermarkFormat.read(record.value());
          last.put(List.of(p, watermark.partition()), watermark);
        }
      }
    }
    return last;
  }

  private static List<String> notices(MarkedLog.Run run) {
    return run.tasks().notices().stream().map(ForgettingLawsTest::text).toList();
  }

  private static String text(Record<byte[], byte[]> record) {
    return record.timestamp() + " " + Bytes.wrap(record.key()) + Bytes.wrap(record.value());
  }

  @Property(tries = 100)
  void shouldCallNothingClosedBeforeWhatArrivedBeforeThatIsTallied(
      @ForAll("logs") MarkedLog log,
      @ForAll @IntRange(min = 1, max = 4) int partitions,
      @ForAll Random chance) {
    MarkedLog.Run run = log.run(partitions, chance);
    run.finish();

    for (List<Record<byte[], byte[]>> records : run.tasks().contributions()) {
      Map<Integer, Long> heardAt = new HashMap<>();
      for (Record<byte[], byte[]> record : records) {
        if (LedgerWatermarkFormat.isOne(record.value())) {
          LedgerWatermark watermark = LedgerWatermarkFormat.read(record.value());
          heardAt.put(watermark.partition(), record.timestamp());
        } else {
          assertThat(heardAt.getOrDefault(run.partitionOf(record.timestamp()), -1L))
              .as("a watermark comes after all that stands before its mark")
              .isLessThan(record.timestamp());
        }
      }
    }
  }

  @Property(tries = 150)
  void shouldSayRevisedExactlyWhereATallyChangedAfterItsWindowWasClosed(
      @ForAll("logs") MarkedLog log,
      @ForAll @IntRange(min = 1, max = 4) int partitions,
      @ForAll Random chance) {
    MarkedLog.Run run = log.run(partitions, chance);
    LiveAnswer answer = run.finish();

    Map<CountKey, Boolean> expected = new HashMap<>();
    for (List<Record<byte[], byte[]>> records : run.tasks().contributions()) {
      expected.putAll(revised(log, records, partitions));
    }
    answer
        .counts()
        .forEach((key, count) -> assertThat(expected).containsEntry(key, count.revised()));
  }

  /** By what a tally task was sent, in its order. */
  private static Map<CountKey, Boolean> revised(
      MarkedLog log, List<Record<byte[], byte[]>> records, int partitions) {
    Map<Integer, Long> watermarks = new HashMap<>();
    Map<CountKey, Tally> tallies = new HashMap<>();
    Map<CountKey, Boolean> revised = new HashMap<>();
    long closedMs = Long.MIN_VALUE;
    for (Record<byte[], byte[]> record : records) {
      if (LedgerWatermarkFormat.isOne(record.value())) {
        LedgerWatermark watermark = LedgerWatermarkFormat.read(record.value());
        watermarks.put(watermark.partition(), watermark.watermarkMs());
        if (watermarks.size() == partitions) {
          closedMs =
              Math.max(closedMs, watermarks.values().stream().min(Long::compare).orElseThrow());
        }
      } else {
        TallyChange change = TallyChangeFormat.read(record.value());
        for (var judged : change.windows()) {
          CountKey key = TallyKeys.countKey(record.key(), judged.window());
          MetricSpec spec = log.spec().find(key.metric()).orElseThrow();
          boolean closed =
              closedMs != Long.MIN_VALUE
                  && closedMs >= key.window().endMs() + spec.metric().lateness().liveMs();
          tallies.merge(key, Tally.ZERO.plus(judged.verdict(), change.measures()), Tally::plus);
          revised.merge(key, closed, Boolean::logicalOr);
          if (tallies.get(key).isZero()) {
            revised.remove(key);
          }
        }
      }
    }
    return revised;
  }

  @Provide
  Arbitrary<MarkedLog> logs() {
    return MarkedLog.logs();
  }
}
