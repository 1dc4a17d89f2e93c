package dev.tandem.counting;

import static dev.tandem.domain.Mark.Kind.HEARTBEAT;
import static dev.tandem.domain.Mark.Kind.SNAPSHOT_FINISHED;
import static dev.tandem.domain.Mark.Kind.SNAPSHOT_STARTED;
import static dev.tandem.domain.Mark.Kind.SOURCE_RETIRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Mark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** Contract, section 6. */
class ArrivalWatermarkTest {
  private static final long SLACK_MS = 10;
  private static final long UNDEFINED = ArrivalWatermark.UNDEFINED;

  /** A mark, and when the broker appended it. */
  record Appended(Mark mark, long appendedMs) {}

  private static Appended mark(String source, Mark.Kind kind, long timeMs, long appendedMs) {
    return new Appended(new Mark(source, kind, timeMs, 4), appendedMs);
  }

  private static Appended mark(Mark.Kind kind, long timeMs) {
    return mark("main", kind, timeMs, timeMs + 1_000);
  }

  private static ArrivalWatermark after(List<Appended> marks) {
    ArrivalWatermark watermark = ArrivalWatermark.UNKNOWN;
    for (Appended appended : marks) {
      watermark = watermark.after(appended.mark(), appended.appendedMs(), SLACK_MS);
    }
    return watermark;
  }

  private static long after(Appended... marks) {
    return after(List.of(marks)).timeMs();
  }

  @Test
  void shouldBeUndefinedWithoutAnyMark() {
    assertThat(after()).isEqualTo(UNDEFINED);
  }

  @Test
  void shouldBeUndefinedUntilTheFirstHeartbeat() {
    assertThat(after(mark(SNAPSHOT_STARTED, 100), mark(SNAPSHOT_FINISHED, 200)))
        .isEqualTo(UNDEFINED);
  }

  @Test
  void shouldBeTheHeartbeatsTimeLessTheSlack() {
    assertThat(after(mark(SNAPSHOT_FINISHED, 200), mark(HEARTBEAT, 300))).isEqualTo(290);
  }

  @Test
  void shouldBeUndefinedDuringASnapshotWhateverHeartbeatsSay() {
    assertThat(after(mark(HEARTBEAT, 100), mark(SNAPSHOT_STARTED, 200), mark(HEARTBEAT, 300)))
        .isEqualTo(UNDEFINED);
  }

  @Test
  void shouldBeTheLastHeartbeatsAgainAfterASnapshot() {
    assertThat(
            after(mark(SNAPSHOT_STARTED, 100), mark(HEARTBEAT, 200), mark(SNAPSHOT_FINISHED, 300)))
        .isEqualTo(190);
  }

  @Test
  void shouldNeverGoBeyondTheMarksAppendTime() {
    assertThat(after(mark("main", HEARTBEAT, 5_000, 300))).isEqualTo(300);
  }

  @Test
  void shouldNotGoBackWhenHeartbeatsAreDeliveredAgain() {
    assertThat(after(mark(HEARTBEAT, 100), mark(HEARTBEAT, 300), mark(HEARTBEAT, 100)))
        .isEqualTo(290);
  }

  @Test
  void shouldBeTheMinimumOverTheSources() {
    assertThat(after(mark("a", HEARTBEAT, 300, 900), mark("b", HEARTBEAT, 200, 900)))
        .isEqualTo(190);
  }

  @Test
  void shouldBeUndefinedWhileOneSourceIsInItsSnapshot() {
    assertThat(after(mark("a", HEARTBEAT, 300, 900), mark("b", SNAPSHOT_STARTED, 200, 900)))
        .isEqualTo(UNDEFINED);
  }

  @Test
  void shouldNotWaitForARetiredSource() {
    assertThat(
            after(
                mark("a", HEARTBEAT, 300, 900),
                mark("b", HEARTBEAT, 200, 900),
                mark("b", SOURCE_RETIRED, 400, 900)))
        .isEqualTo(290);
  }

  @Test
  void shouldNotWaitForASourceThatWasRetiredInItsSnapshot() {
    assertThat(
            after(
                mark("a", HEARTBEAT, 300, 900),
                mark("b", SNAPSHOT_STARTED, 200, 900),
                mark("b", SOURCE_RETIRED, 400, 900)))
        .isEqualTo(290);
  }

  /** Nothing tells the time any more: what is open stays open. */
  @Test
  void shouldBeUndefinedWhereEverySourceIsRetired() {
    assertThat(after(mark(HEARTBEAT, 300), mark(SOURCE_RETIRED, 400))).isEqualTo(UNDEFINED);
  }

  @Test
  void shouldIgnoreARetiredSourceUntilItBeginsASnapshot() {
    Appended[] retired = {
      mark("a", HEARTBEAT, 900, 999),
      mark("b", HEARTBEAT, 200, 900),
      mark("b", SOURCE_RETIRED, 400, 900),
      mark("b", HEARTBEAT, 500, 900),
      mark("b", SNAPSHOT_FINISHED, 500, 900)
    };
    List<Appended> marks = new ArrayList<>(List.of(retired));
    assertThat(after(marks).timeMs()).isEqualTo(890);

    marks.add(mark("b", SNAPSHOT_STARTED, 600, 900));
    assertThat(after(marks).timeMs()).isEqualTo(UNDEFINED);

    marks.add(mark("b", SNAPSHOT_FINISHED, 700, 900));
    marks.add(mark("b", HEARTBEAT, 700, 900));
    assertThat(after(marks).timeMs()).isEqualTo(690);
  }

  /** A forged log must not fill memory; and a name too many changes nothing. */
  @Test
  void shouldKnowAThousandSourcesAndNoMore() {
    ArrivalWatermark watermark = ArrivalWatermark.UNKNOWN;
    for (int i = 0; i < ArrivalWatermark.MOST_SOURCES; i++) {
      watermark = watermark.after(new Mark("s" + i, HEARTBEAT, 500, 4), 900, SLACK_MS);
    }
    Mark tooMany = new Mark("late", SNAPSHOT_STARTED, 500, 4);
    Mark known = new Mark("s7", SOURCE_RETIRED, 500, 4);

    assertThat(watermark.takes(tooMany)).isFalse();
    assertThat(watermark.after(tooMany, 900, SLACK_MS)).isSameAs(watermark);
    assertThat(watermark.takes(known)).isTrue();
    assertThat(watermark.after(known, 900, SLACK_MS).sources().get("s7").retired()).isTrue();
  }

  /** A source's marks between its end and its return are as if they were not there. */
  @Property
  void shouldTakeNothingOfASourceBetweenItsEndAndItsReturn(
      @ForAll("withEnds") List<Appended> marks) {
    List<Appended> taken = new ArrayList<>();
    Set<String> ended = new HashSet<>();
    for (Appended appended : marks) {
      String source = appended.mark().source();
      if (appended.mark().kind() == SNAPSHOT_STARTED) {
        ended.remove(source);
      }
      if (!ended.contains(source)) {
        taken.add(appended);
      }
      if (appended.mark().kind() == SOURCE_RETIRED) {
        ended.add(source);
      }
    }
    List<Appended> ofThoseThatGoOn =
        taken.stream()
            .filter(a -> !ended.contains(a.mark().source()))
            .filter(a -> a.mark().kind() != SOURCE_RETIRED)
            .toList();

    assertThat(after(marks).timeMs()).isEqualTo(after(ofThoseThatGoOn).timeMs());
  }

  @Provide
  Arbitrary<List<Appended>> withEnds() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c"),
            Arbitraries.of(HEARTBEAT, SNAPSHOT_STARTED, SNAPSHOT_FINISHED, SOURCE_RETIRED),
            Arbitraries.longs().between(-50, 50))
        .as((source, kind, timeMs) -> mark(source, kind, timeMs, timeMs))
        .list()
        .ofMaxSize(12);
  }

  @Test
  void shouldStayUndefinedByAHeartbeatBeforeAllTime() {
    assertThat(after(mark("main", HEARTBEAT, Long.MIN_VALUE, 900))).isEqualTo(UNDEFINED);
  }

  @Provide
  Arbitrary<List<Appended>> marks() {
    return Combinators.combine(
            Arbitraries.of("a", "b"),
            Arbitraries.frequency(
                Tuple.of(6, HEARTBEAT),
                Tuple.of(1, SNAPSHOT_STARTED),
                Tuple.of(3, SNAPSHOT_FINISHED)),
            Arbitraries.longs().between(-50, 50),
            Arbitraries.longs().between(-20, 20))
        .as((source, kind, timeMs, laterMs) -> mark(source, kind, timeMs, timeMs + laterMs))
        .list()
        .ofMaxSize(12);
  }

  @Property
  void shouldFollowTheMarksAsTheContractSays(@ForAll("marks") List<Appended> marks) {
    List<String> sources = marks.stream().map(a -> a.mark().source()).distinct().toList();
    long expectedMs =
        sources.stream()
            .mapToLong(
                source -> timeMs(marks.stream().filter(a -> a.mark().source().equals(source))))
            .min()
            .orElse(UNDEFINED);

    assertThat(after(marks).timeMs()).isEqualTo(expectedMs);
  }

  private static long timeMs(Stream<Appended> marksOfSource) {
    List<Appended> marks = marksOfSource.toList();
    List<Mark.Kind> snapshots =
        marks.stream().map(a -> a.mark().kind()).filter(kind -> kind != HEARTBEAT).toList();
    if (!snapshots.isEmpty() && snapshots.get(snapshots.size() - 1) == SNAPSHOT_STARTED) {
      return UNDEFINED;
    }
    return marks.stream()
        .filter(a -> a.mark().kind() == HEARTBEAT)
        .mapToLong(a -> Math.min(a.mark().timeMs() - SLACK_MS, a.appendedMs()))
        .max()
        .orElse(UNDEFINED);
  }

  @Property
  void shouldSayTheSameWhenADeliveredPartOfTheStreamIsDeliveredAgain(
      @ForAll("marks") List<Appended> marks) {
    List<Appended> heartbeats = marks.stream().filter(a -> a.mark().kind() == HEARTBEAT).toList();
    List<Appended> again = Stream.concat(marks.stream(), heartbeats.stream()).toList();

    assertThat(after(again)).isEqualTo(after(marks));
  }
}
