package dev.tandem.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Quality;
import dev.tandem.counting.QualityClass;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Verdict;
import dev.tandem.counting.Window;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Rejection;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.wire.CountFormat.Count;
import dev.tandem.wire.ExpiredFormat.Expired;
import dev.tandem.wire.ExpiredFormat.ExpiredChange;
import dev.tandem.wire.ExpiredFormat.Reason;
import dev.tandem.wire.HistoryFormat.History;
import dev.tandem.wire.HistoryFormat.Version;
import dev.tandem.wire.ProgressFormat.Progress;
import dev.tandem.wire.QualityFormat.QualityCount;
import dev.tandem.wire.avro.QualityRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The topics that the live side writes. */
class AnswerFormatsTest {
  private static final Schemas SCHEMAS = new Schemas(RegistrySettings.of("mock://answer-formats"));

  private final CountFormat counts = new CountFormat(SCHEMAS, "live-counts");
  private final HistoryFormat histories = new HistoryFormat(SCHEMAS, "history-counts");
  private final ExpiredFormat expireds = new ExpiredFormat(SCHEMAS, "captures-expired");
  private final QualityFormat qualities = new QualityFormat(SCHEMAS, "quality-counts");
  private final ProgressFormat progresses = new ProgressFormat(SCHEMAS, "progress");
  private final RejectionFormat rejections = new RejectionFormat(SCHEMAS, "captures-rejected");

  @Provide
  Arbitrary<List<String>> dimensions() {
    return Arbitraries.strings().withChars("a/%+ ~\u00e3").ofMaxLength(2).list().ofMaxSize(3);
  }

  @Provide
  Arbitrary<CountKey> countKeys() {
    Arbitrary<Window> windows =
        Combinators.combine(
                Arbitraries.longs().between(-4_000_000_000_000L, 40_000_000_000_000L),
                Arbitraries.of(1L, 60_000L))
            .as((startMs, sizeMs) -> new Window(startMs, startMs + sizeMs));
    return Combinators.combine(Arbitraries.of("m@1a2b3c4d", "m"), dimensions(), windows)
        .as(CountKey::new);
  }

  @Provide
  Arbitrary<Measures> measures() {
    Arbitrary<Long> longs = Arbitraries.longs();
    return Combinators.combine(longs, longs, longs, longs).as(Measures::new).withoutEdgeCases();
  }

  @Property(tries = 300)
  void shouldReadBackTheLivePartsOfACount(
      @ForAll("countKeys") CountKey key,
      @ForAll("measures") Measures live,
      @ForAll("measures") Measures late,
      @ForAll boolean revised) {
    Tally tally = new Tally(live, late, new Measures(1, 1, 1, 1));

    assertThat(counts.read(counts.write(new Count(key, tally, revised))))
        .isEqualTo(new Count(key, new Tally(live, late, Measures.ZERO), revised));
  }

  @Property(tries = 300)
  void shouldReadBackAnAnswerOfHistory(
      @ForAll("countKeys") CountKey key,
      @ForAll("measures") Measures live,
      @ForAll("measures") Measures late,
      @ForAll("measures") Measures expired,
      @ForAll boolean expiredToo) {
    Version version = new Version(1_790_000_000_000L, 3);
    Tally answered = new Tally(live, late, expiredToo ? expired : Measures.ZERO);

    assertThat(
            histories.read(
                histories.write(
                    new History(key, new Tally(live, late, expired), expiredToo, version, "late"))))
        .isEqualTo(new History(key, answered, expiredToo, version, "late"));
    assertThat(histories.key(key)).isEqualTo(counts.key(key));
  }

  @Test
  void shouldLetTheLaterRunAndThenTheLaterPaneCount() {
    assertThat(new Version(2, 0)).isGreaterThan(new Version(1, 9));
    assertThat(new Version(2, 1)).isGreaterThan(new Version(2, 0));
    assertThat(new Version(2, 1)).isEqualByComparingTo(new Version(2, 1));
  }

  @Test
  void shouldKeyACountByReadableText() {
    long startMs = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    CountKey key =
        new CountKey("m@1a2b3c4d", List.of("SP", "", "<1h"), new Window(startMs, startMs + 60_000));

    assertThat(new String(counts.key(key), UTF_8))
        .isEqualTo("m@1a2b3c4d/2026-03-01T00:00:00Z/2026-03-01T00:01:00Z/SP//%3C1h");
  }

  /** Or a compacted topic would keep one of two answers. */
  @Property
  void shouldKeyTwoCountsApart(
      @ForAll("countKeys") CountKey a, @ForAll("dimensions") List<String> d) {
    CountKey b = new CountKey(a.metric(), d, a.window());

    assertThat(new String(counts.key(a), UTF_8).equals(new String(counts.key(b), UTF_8)))
        .isEqualTo(a.equals(b));
  }

  @Property(tries = 300)
  void shouldReadBackWhatExpired(
      @ForAll("countKeys") CountKey key,
      @ForAll("measures") Measures measures,
      @ForAll long arrivedMs,
      @ForAll Reason reason,
      @ForAll Verdict part) {
    Expired expired =
        new Expired(
            "beam-app",
            key.metric(),
            WireSamples.KEY,
            "main/public.documents/1",
            "captures-3@4711",
            reason,
            List.of(
                new ExpiredChange(
                    key.dimensions(),
                    List.of(key.window(), new Window(0, 1)),
                    measures,
                    arrivedMs,
                    part)));

    assertThat(expireds.read(expireds.write(expired))).isEqualTo(expired);
  }

  @Property
  void shouldReadBackEveryQuality(
      @ForAll int partition,
      @ForAll QualityClass qualityClass,
      @ForAll String reason,
      @ForAll long captures) {
    QualityCount count = new QualityCount(partition, new Quality(qualityClass, reason), captures);

    assertThat(qualities.read(qualities.write(count))).isEqualTo(count);
  }

  @Test
  void shouldKeyAQualityByPartitionClassAndReason() {
    QualityCount future = new QualityCount(3, new Quality(QualityClass.NOT_COUNTABLE, "future"), 1);
    QualityCount counted = new QualityCount(3, new Quality(QualityClass.COUNTED, ""), 1);

    assertThat(new String(qualities.key(future), UTF_8)).isEqualTo("3/not-countable/future");
    assertThat(new String(qualities.key(counted), UTF_8)).isEqualTo("3/counted/");
  }

  @Test
  void shouldRefuseAQualityThatIsNoClass() {
    byte[] value =
        new AvroFormat<QualityRecord>(SCHEMAS, "quality-counts", QualityRecord.getClassSchema())
            .encode(new QualityRecord(3, "excellent", "", 1L));

    assertThatThrownBy(() -> qualities.read(value))
        .isInstanceOf(WireException.class)
        .hasMessage(
            "a QualityRecord of quality-counts contradicts itself: not a quality class: excellent");
  }

  @Property
  void shouldReadBackEveryProgress(
      @ForAll int partition, @ForAll long nextOffset, @ForAll long watermarkMs) {
    Progress progress = new Progress("streams-app", partition, nextOffset, watermarkMs);

    assertThat(progresses.read(progresses.write(progress))).isEqualTo(progress);
  }

  @Test
  void shouldReadBackAProgressWithoutAWatermark() {
    Progress progress =
        new Progress(
            "streams-app",
            3,
            17,
            ArrivalWatermark.UNDEFINED,
            Map.of("main", 1_790_000_000_000L, "north", ArrivalWatermark.UNDEFINED));

    assertThat(progresses.read(progresses.write(progress))).isEqualTo(progress);
    assertThat(new String(progresses.key(progress), UTF_8)).isEqualTo("streams-app/3");
  }

  @Property
  void shouldReadBackEveryRejection(
      @ForAll String origin,
      @ForAll RejectReason reason,
      @ForAll String detail,
      @ForAll long arrivedMs) {
    Rejection rejection = new Rejection(origin, "00ff", reason, detail, arrivedMs);

    assertThat(rejections.read(rejections.write(rejection))).isEqualTo(rejection);
  }
}
