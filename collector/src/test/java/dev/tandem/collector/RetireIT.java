package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.domain.Mark;
import java.io.PrintWriter;
import java.io.StringWriter;
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

  @Test
  void shouldSayWhichSourcesThereAreWhereTheNameIsAnothers() throws Exception {
    Fixture.Running running = fixture.start("--table=public.documents", "--xml-column=xml");
    fixture.awaitDelivery(running);

    assertThat(retire("nobody").printed())
        .contains("Source nobody is retired")
        .contains("No collector of that name has written to this log; it knows " + fixture.source);
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

  private Done retire(String source) {
    StringWriter printed = new StringWriter();
    int code =
        commandLine(printed)
            .execute(
                "retire",
                "--source=" + source,
                "--bootstrap-servers=" + fixture.servers.broker().bootstrapServers(),
                "--registry=" + fixture.servers.registry().url(),
                "--topic-prefix=" + fixture.topics.prefix());
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
