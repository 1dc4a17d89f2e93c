package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.collector.log.RecentMarks;
import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.domain.Mark;
import dev.tandem.registry.RegistrySettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A source that has ended no longer holds the watermark (contract, section 6). */
class RetireIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Fixture fixture;

  private record Done(int code, String printed) {}

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
    fixture.sql(
        "CREATE TABLE documents (id int PRIMARY KEY, xml text)",
        "INSERT INTO documents VALUES (1, '" + Xmls.summary(1) + "')");
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  @Test
  void shouldRefuseWhileACollectorRunsThenEndTheSourceAndLetItReturnByASnapshot() throws Exception {
    Fixture.Running running = fixture.start("--table=public.documents", "--xml-column=xml");
    fixture.awaitDelivery(running);

    assertThat(retire(fixture.source).code()).isEqualTo(1);
    assertThat(retire(fixture.source).printed())
        .contains("a collector of source " + fixture.source + " is at work")
        .contains("Stop all of them");

    assertThat(running.stop()).isZero();
    await().atMost(PATIENCE).until(() -> retire(fixture.source).code() == 0);

    assertThat(watermarks()).containsOnly(ArrivalWatermark.UNDEFINED);
    assertThat(kinds()).hasSize(2).allMatch(kinds -> last(kinds) == Mark.Kind.SOURCE_RETIRED);

    // Twice is once.
    assertThat(retire(fixture.source).code()).isZero();

    Fixture.Running again = fixture.start("--table=public.documents", "--xml-column=xml");
    fixture.awaitDelivery(again);
    assertThat(kinds())
        .allSatisfy(
            kinds ->
                assertThat(
                        kinds.subList(
                            kinds.lastIndexOf(Mark.Kind.SOURCE_RETIRED) + 1, kinds.size()))
                    .startsWith(Mark.Kind.SNAPSHOT_STARTED)
                    .contains(Mark.Kind.SNAPSHOT_FINISHED, Mark.Kind.HEARTBEAT));
    assertThat(watermarks()).doesNotContain(ArrivalWatermark.UNDEFINED);
  }

  /** As after an outage of the broker: marks are old by the time somebody retires the source. */
  @Test
  void shouldStopCollectorsThatRunOnOrStandByAndBeginASnapshotOnceStartedAgain() throws Exception {
    String[] flags = {"--table=public.documents", "--xml-column=xml"};
    Fixture.Running running = fixture.start(flags);
    fixture.awaitDelivery(running);
    Fixture.Running standby = fixture.start(flags);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                standby.progress.values().stream()
                    .anyMatch(p -> p.status().phase() == SourceStatus.Phase.STANDING_BY));

    retireALittleLater();

    for (Fixture.Running each : List.of(running, standby)) {
      assertThat(each.await()).isEqualTo(1);
      assertThat(each.errors.toString())
          .contains("source " + fixture.source + " was retired while this collector ran")
          .contains("start it again")
          .doesNotContain("\tat ");
    }
    assertThat(kinds())
        .hasSize(2)
        .allSatisfy(
            kinds ->
                assertThat(kinds.subList(kinds.indexOf(Mark.Kind.SOURCE_RETIRED), kinds.size()))
                    .doesNotContain(Mark.Kind.SNAPSHOT_STARTED));
    assertThat(watermarks()).containsOnly(ArrivalWatermark.UNDEFINED);

    Fixture.Running again = fixture.start(flags);
    fixture.awaitDelivery(again);
    assertThat(watermarks()).doesNotContain(ArrivalWatermark.UNDEFINED);
  }

  private void retireALittleLater() {
    Clock later = Clock.offset(Clock.systemUTC(), RecentMarks.RECENT.multipliedBy(2));
    new Retirement(
            new RetireSettings(
                fixture.source,
                fixture.logSettings(),
                RegistrySettings.of(fixture.servers.registry().url())),
            later)
        .run(false);
  }

  @Test
  void shouldRefuseANameThatNoCollectorHadUnlessItIsMeant() throws Exception {
    Fixture.Running running = fixture.start("--table=public.documents", "--xml-column=xml");
    fixture.awaitDelivery(running);

    Done refused = retire("nobody");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.printed())
        .contains("no collector of source nobody has written to this log")
        .contains("it knows " + fixture.source)
        .contains("--unknown")
        .doesNotContain("is retired:", "\tat ");
    assertThat(sourcesOfMarks()).doesNotContain("nobody");

    Done meant = retire("nobody", "--unknown");
    assertThat(meant.code()).isZero();
    assertThat(meant.printed()).contains("Source nobody is retired");
    assertThat(sourcesOfMarks()).contains("nobody");
  }

  /** Every window waits for it, so whoever checks another source hears of it. */
  @Test
  void shouldBeTheWayOutThatCheckNamesForASilentSource() throws Exception {
    String[] flags = {"--table=public.documents", "--xml-column=xml", "--source=other"};
    Fixture.Running running = fixture.start("--table=public.documents", "--xml-column=xml");
    fixture.awaitDelivery(running);
    assertThat(Checked.with(fixture.options(flags)).text())
        .contains("others of this log are at work: " + fixture.source);

    fixture.put(
        fixture.topics.collectorState(),
        "gone/1",
        "{\"slotCreatedMs\":1,\"barrier\":1,\"slotPosition\":1,\"reading\":\"all\"}");
    assertThat(Checked.with(fixture.options(flags)).text())
        .contains("source gone of the same log has been silent for 30 s or more")
        .contains("collector retire --source gone")
        .doesNotContain("source " + fixture.source + " of the same log");

    assertThat(retire("gone").code()).isZero();
    assertThat(Checked.with(fixture.options(flags)).text())
        .contains("others of this log are at work: " + fixture.source)
        .doesNotContain("gone");
  }

  private List<String> sourcesOfMarks() {
    return fixture.marks(0).stream().map(Mark::source).distinct().toList();
  }

  @Test
  void shouldSayWhatIsMissing() {
    StringWriter printed = new StringWriter();
    CommandLine commandLine = commandLine(printed);

    assertThat(commandLine.execute("retire", "--source=a b")).isEqualTo(2);
    assertThat(printed.toString())
        .contains("--source", "--bootstrap-servers", "--registry")
        .doesNotContain("--url");
  }

  private Done retire(String source, String... more) {
    StringWriter printed = new StringWriter();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "retire",
                "--source=" + source,
                "--bootstrap-servers=" + fixture.servers.broker().bootstrapServers(),
                "--registry=" + fixture.servers.registry().url(),
                "--topic-prefix=" + fixture.topics.prefix()));
    arguments.addAll(List.of(more));
    int code = commandLine(printed).execute(arguments.toArray(String[]::new));
    return new Done(code, printed.toString());
  }

  private static CommandLine commandLine(StringWriter printed) {
    PrintWriter writer = new PrintWriter(printed, true);
    return CollectorMain.commandLine(Map.of(), settings -> {}).setOut(writer).setErr(writer);
  }

  private List<List<Mark.Kind>> kinds() {
    return Stream.of(0, 1)
        .map(partition -> fixture.marks(partition).stream().map(Mark::kind).toList())
        .toList();
  }

  private List<Long> watermarks() {
    List<Long> reached = new ArrayList<>();
    for (int partition = 0; partition < 2; partition++) {
      ArrivalWatermark watermark = ArrivalWatermark.UNKNOWN;
      for (Mark mark : fixture.marks(partition)) {
        watermark = watermark.after(mark, Long.MAX_VALUE, 0);
      }
      reached.add(watermark.timeMs());
    }
    return reached;
  }

  private static Mark.Kind last(List<Mark.Kind> kinds) {
    return kinds.get(kinds.size() - 1);
  }
}
