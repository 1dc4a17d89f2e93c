package dev.tandem.wire;

import static dev.tandem.wire.WireSamples.KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.counting.RandomCaptures;
import dev.tandem.counting.RandomMetrics;
import dev.tandem.counting.Rank;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.KeyPart;
import dev.tandem.domain.Mark;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Rejection;
import dev.tandem.domain.Row;
import dev.tandem.domain.Times;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.wire.avro.CaptureRecord;
import dev.tandem.wire.avro.DocumentRecord;
import dev.tandem.wire.avro.OtherFiscalRecord;
import dev.tandem.wire.avro.RankRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFormatTest {
  private static final Row ROW = new Row("main", "public.documents", PrimaryKey.text("a/b"));
  private static final Schemas SCHEMAS = new Schemas(RegistrySettings.of("mock://log-format"));

  private final LogFormat format = new LogFormat(SCHEMAS, "captures");

  private static Capture capture(FiscalRecord record) {
    return new Capture(ROW, 42, new Digest(-1, 1), 0, 99, true, record);
  }

  @Property(tries = 200)
  void shouldReadBackEveryCapture(@ForAll("logs") List<Capture> log) {
    assertThat(log.stream().map(capture -> format.read(format.write(capture)))).isEqualTo(log);
  }

  @Provide
  Arbitrary<List<Capture>> logs() {
    return RandomMetrics.metrics().flatMap(RandomCaptures::logs);
  }

  @Property(tries = 200)
  void shouldReadBackWhatIsOddAboutACopy(
      @ForAll("documents") Document document, @ForAll Set<Document.Flag> flags) {
    Document odd =
        new Document(
            document.accessKey(),
            document.facts(),
            document.status(),
            document.production(),
            flags);

    assertThat(format.read(format.write(capture(odd)))).isEqualTo(capture(odd));
  }

  @Provide
  Arbitrary<Document> documents() {
    return logs()
        .filter(log -> documentsOf(log).length > 0)
        .flatMap(log -> Arbitraries.of(documentsOf(log)));
  }

  private static Document[] documentsOf(List<Capture> log) {
    return log.stream()
        .map(Capture::record)
        .filter(Document.class::isInstance)
        .toArray(Document[]::new);
  }

  @Property
  void shouldReadBackEveryMark(@ForAll("marks") Mark mark) {
    assertThat(format.read(format.write(mark))).isEqualTo(mark);
  }

  @Provide
  Arbitrary<Mark> marks() {
    return Combinators.combine(
            Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("AZ019._-")
                .ofMinLength(1)
                .ofMaxLength(100),
            Arbitraries.of(Mark.Kind.class),
            Arbitraries.longs().between(Times.FIRST_MS, Times.END_MS - 1),
            Arbitraries.integers())
        .as(Mark::new);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, Times.FIRST_MS - 1, Times.END_MS})
  void shouldRefuseAMarkWhoseTimeIsOutOfRange(long timeMs) {
    byte[] value = format.write(new Mark("main", Mark.Kind.HEARTBEAT, timeMs, 4));

    assertThatThrownBy(() -> format.read(value))
        .isInstanceOf(WireException.class)
        .hasMessageEndingWith("timeMs=" + timeMs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b", "ma\u0000in", "\u001b[31m", "\uD83D\uDE00"})
  void shouldRefuseAMarkOfASourceThatNoCollectorCanHave(String source) {
    byte[] value = format.write(new Mark(source, Mark.Kind.HEARTBEAT, 0, 4));

    assertThatThrownBy(() -> format.read(value))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("a source has 1 to 100 letters");
  }

  /** What no fact may be at most: dimensions are keys of indexes and topics. */
  @ParameterizedTest
  @ValueSource(strings = {"65", "900000", "1 with NUL"})
  void shouldRefuseAFactThatNoReaderMakes(String shape) {
    int length = Integer.parseInt(shape.split(" ", -1)[0]);
    String more = shape.endsWith("NUL") ? "\0" : "";
    Facts forged = factsOfModel("5".repeat(length) + more);
    byte[] value = format.write(capture(new Document(KEY, forged, "100", true, Set.of())));

    assertThatThrownBy(() -> format.read(value))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("a model has at most 64 characters and no NUL");
  }

  @Test
  void shouldCountTheCharactersOfAFactAsTheReaderDoes() {
    Facts longest = factsOfModel("\uD83D\uDE00".repeat(64));
    Capture capture = capture(new Document(KEY, longest, "100", true, Set.of()));

    assertThat(format.read(format.write(capture))).isEqualTo(capture);
    Facts longer = factsOfModel("\uD83D\uDE00".repeat(65));
    byte[] value = format.write(capture(new Document(KEY, longer, "100", true, Set.of())));
    assertThatThrownBy(() -> format.read(value)).hasMessageContaining("it has 65 characters");
  }

  private static Facts factsOfModel(String model) {
    Facts facts = WireSamples.document().facts();
    return new Facts(
        model,
        facts.issuer(),
        facts.recipientRoot(),
        facts.state(),
        facts.layout(),
        facts.operation(),
        facts.purpose(),
        facts.emission(),
        facts.valueCents(),
        facts.issuedMs(),
        facts.issuedLocalMs(),
        facts.precision(),
        facts.registeredMs());
  }

  @Test
  void shouldRefuseATextOfAnotherRecordThatNoReaderMakes() {
    byte[] value = format.write(capture(new OtherRecord("", "x".repeat(256))));

    assertThatThrownBy(() -> format.read(value))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("a type has at most 255 characters");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_000_000_000_000_000L, Long.MIN_VALUE, Long.MAX_VALUE})
  void shouldRefuseAValueThatNoLayoutCanWrite(long cents) {
    byte[] value = format.write(capture(documentOf(cents, 0)));

    assertThatThrownBy(() -> format.read(value))
        .isInstanceOf(WireException.class)
        .hasMessageEndingWith("a value is from 0 to 999999999999999 cents: valueCents=" + cents);
  }

  /** Out of range, it is there all the same: the ledger says what that means. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE + 1, -10_000_000_000_000_000L, Long.MAX_VALUE})
  void shouldReadATimeOfIssueHoweverAbsurd(long issuedMs) {
    Capture absurd = capture(documentOf(999_999_999_999_999L, issuedMs));

    assertThat(format.read(format.write(absurd))).isEqualTo(absurd);
  }

  private static Document documentOf(long cents, long issuedMs) {
    Facts facts = WireSamples.document().facts();
    return new Document(
        KEY,
        new Facts(
            facts.model(),
            facts.issuer(),
            facts.recipientRoot(),
            facts.state(),
            facts.layout(),
            facts.operation(),
            facts.purpose(),
            facts.emission(),
            cents,
            issuedMs,
            issuedMs,
            facts.precision(),
            facts.registeredMs()),
        "100",
        true,
        Set.of());
  }

  @Test
  void shouldKeyACaptureByTheTextOfItsKey() {
    assertThat(new String(format.key(capture(new OtherRecord(KEY, "summary"))), UTF_8))
        .isEqualTo(KEY);
    assertThat(new String(format.key(capture(new OtherRecord("", "number-gap"))), UTF_8))
        .isEqualTo("main/public.documents/a/b");
  }

  @Test
  void shouldServeManyThreads() {
    List<Capture> captures =
        IntStream.range(0, 1_000)
            .mapToObj(i -> capture(new OtherRecord(KEY, "event-" + i)))
            .toList();

    assertThat(
            captures.parallelStream().map(capture -> format.read(format.write(capture))).toList())
        .isEqualTo(captures);
  }

  @Test
  void shouldIgnoreFlagsThatANewerCollectorMayKnow() {
    Document document = WireSamples.document(Document.Flag.VALUE_MISSING);
    CaptureRecord record =
        new CaptureRecord(
            AvroParts.write(Rank.of(capture(document))),
            true,
            KEY,
            new DocumentRecord(
                AvroParts.write(document.facts()),
                document.status(),
                true,
                List.of("VALUE_MISSING", "WRITTEN_IN_CRAYON")));

    assertThat(format.read(encode(record))).isEqualTo(capture(document));
  }

  private static byte[] encode(CaptureRecord record) {
    return new AvroFormat<CaptureRecord>(SCHEMAS, "captures", CaptureRecord.getClassSchema())
        .encode(record);
  }

  private static RankRecord rankOfOther() {
    return AvroParts.write(Rank.of(capture(new OtherRecord(KEY, "summary"))));
  }

  @Test
  void shouldKeepAllColumnsOfAKey() {
    PrimaryKey key =
        PrimaryKey.of(
            KeyPart.of(7),
            KeyPart.text("a,b"),
            new KeyPart(KeyPart.Type.TIME, "2026-03-01T10:20:30.123456Z"));
    Capture capture =
        new Capture(
            new Row("main", "public.documents", key),
            0,
            new Digest(1, 2),
            0,
            5,
            false,
            new OtherRecord(KEY, "summary"));
    assertThat(format.read(format.write(capture))).isEqualTo(capture);
  }

  @Test
  void shouldWriteFlagsInOneOrder() {
    byte[] value =
        format.write(
            capture(
                WireSamples.document(
                    Document.Flag.VALUE_MISSING,
                    Document.Flag.PROTOCOL_OF_OTHER_KEY,
                    Document.Flag.KEY_DIGIT_WRONG)));

    assertThat(new String(value, UTF_8))
        .matches("(?s).*KEY_DIGIT_WRONG.*VALUE_MISSING.*PROTOCOL_OF_OTHER_KEY.*");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        Long.MAX_VALUE,
        Long.MIN_VALUE + 1,
        -10_000_000_000_000_000L,
        Times.FIRST_MS - 1,
        Times.END_MS
      })
  void shouldRefuseATimeThatNoWindowCouldHold(long timeMs) {
    Capture late =
        new Capture(ROW, 0, new Digest(1, 2), 0, timeMs, false, new OtherRecord(KEY, "summary"));
    byte[] value = format.write(late);

    assertThatThrownBy(() -> format.read(value))
        .isInstanceOf(WireException.class)
        .hasMessage(
            "a CaptureRecord of captures contradicts itself: a time is from"
                + " 0001-01-01T00:00:00Z to before 10000-01-01T00:00:00Z: timeMs="
                + timeMs);
  }

  @Test
  void shouldRefuseACaptureWhoseRankIsOfAnotherKind() {
    Document document = WireSamples.document();
    byte[] value =
        encode(
            new CaptureRecord(
                rankOfOther(),
                true,
                KEY,
                new DocumentRecord(AvroParts.write(document.facts()), "100", true, List.of())));

    assertThatThrownBy(() -> format.read(value))
        .isInstanceOf(WireException.class)
        .hasMessage(
            "a CaptureRecord of captures contradicts itself: its rank says OTHER, its record is a"
                + " DOCUMENT");
  }

  @Test
  void shouldRefuseACaptureWhoseAccessKeyIsNone() {
    byte[] value =
        encode(new CaptureRecord(rankOfOther(), true, "123", new OtherFiscalRecord("summary")));

    assertThatThrownBy(() -> format.read(value))
        .isInstanceOf(WireException.class)
        .hasMessage(
            "a CaptureRecord of captures contradicts itself: an access key is 44 characters or"
                + " empty: key=123");
  }

  @Test
  void shouldRefuseARecordOfAnotherTopic() {
    byte[] rejection =
        new RejectionFormat(SCHEMAS, "captures-rejected")
            .write(new Rejection("main/t/1", "00", RejectReason.DOCTYPE, "line 1", 3));

    assertThatThrownBy(() -> format.read(rejection))
        .isInstanceOf(WireException.class)
        .hasMessage(
            "a record of captures is a dev.tandem.wire.avro.RejectionRecord, expected"
                + " dev.tandem.wire.avro.CaptureRecord");
  }

  /** Whatever a foreign producer writes, a reader gets an entry or one kind of exception. */
  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void shouldRefuseDamagedBytesWithAWireExceptionOnly(@ForAll("damaged") byte[] value) {
    try {
      assertThat(format.read(value)).isNotNull();
    } catch (WireException e) {
      assertThat(e).hasMessageContaining("captures");
    }
  }

  /** A schema of ours in front of anything. */
  @Property(tries = 2_000)
  void shouldRefuseForeignBytesWithAWireExceptionOnly(
      @ForAll byte[] foreign, @ForAll boolean asMark) {
    byte[] header =
        asMark
            ? format.write(new Mark("main", Mark.Kind.HEARTBEAT, 0, 4))
            : format.write(capture(WireSamples.document()));
    byte[] value = Arrays.copyOf(header, AvroFormat.HEADER_BYTES + foreign.length);
    System.arraycopy(foreign, 0, value, AvroFormat.HEADER_BYTES, foreign.length);
    try {
      assertThat(format.read(value)).isNotNull();
    } catch (WireException e) {
      assertThat(e).hasMessageContaining("captures");
    }
  }

  /** A good value with bytes replaced behind its header, or cut off. */
  @Provide
  Arbitrary<byte[]> damaged() {
    byte[] good = format.write(capture(WireSamples.document()));
    return Combinators.combine(
            Arbitraries.integers().between(AvroFormat.HEADER_BYTES, good.length - 1),
            Arbitraries.bytes(),
            Arbitraries.integers().between(AvroFormat.HEADER_BYTES, good.length - 1),
            Arbitraries.bytes(),
            Arbitraries.frequency(
                Tuple.of(4, good.length),
                Tuple.of(1, good.length / 2),
                Tuple.of(1, AvroFormat.HEADER_BYTES)))
        .as(
            (at, as, andAt, andAs, length) -> {
              byte[] bytes = Arrays.copyOf(good, good.length);
              bytes[at] = as;
              bytes[andAt] = andAs;
              return Arrays.copyOf(bytes, length);
            });
  }
}
