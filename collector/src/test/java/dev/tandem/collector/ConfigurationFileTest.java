package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.collector.pace.PaceSettings;
import dev.tandem.service.HttpBinding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code collector run --config}. */
class ConfigurationFileTest {
  private static final String GOOD =
      """
      # One Kafka, one registry, three tables in two databases.
      bootstrap-servers: kafka:9092
      registry: http://registry:8081
      topic-prefix: fiscal.
      partitions: 12
      user: tandem
      xml-column: xml
      max-rows-per-second: 5000
      http-port: 8090
      sources:
        - source: north
          url: jdbc:postgresql://north/docs
          table: public.documents
          arrival-column: received_at
        - source: south
          url: jdbc:postgresql://south/docs
          user: reader
          table: fiscal.nfe
          key-columns: id
          where: >-
            state = 'SP'
            AND year > 2020
          heartbeat-interval: 5s
          max-rows-per-second: 200
          back-off: load:8
        - source: south-events
          url: jdbc:postgresql://south/docs
          table: fiscal.events
          xml-column: body
      """;

  @TempDir Path folder;
  private final StringWriter errors = new StringWriter();
  private RunSettings seen;

  private int execute(String yaml, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("collector.yaml"), yaml);
    List<String> arguments = new ArrayList<>(List.of("run", "--config=" + file));
    arguments.addAll(List.of(more));
    return CollectorMain.commandLine(Map.of(), settings -> seen = settings, new StopSignal())
        .setErr(new PrintWriter(errors, true))
        .execute(arguments.toArray(String[]::new));
  }

  @Test
  void shouldReadSeveralSources() throws Exception {
    assertThat(execute(GOOD)).as(errors.toString()).isZero();
    assertThat(seen.http()).contains(HttpBinding.of("127.0.0.1", 8090));
    assertThat(seen.sources())
        .extracting(CollectorSettings::source)
        .containsExactly("north", "south", "south-events");
    CollectorSettings north = seen.sources().get(0);
    assertThat(north.slot()).isEqualTo("tandem_north");
    assertThat(north.database().user()).isEqualTo("tandem");
    assertThat(north.table().arrivalColumn()).contains("received_at");
    assertThat(north.pace().maxRowsPerSecond()).hasValue(5000);
    CollectorSettings south = seen.sources().get(1);
    assertThat(south.database().user()).isEqualTo("reader");
    assertThat(south.table().where()).contains("state = 'SP' AND year > 2020");
    assertThat(south.heartbeatInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(south.pace())
        .isEqualTo(new PaceSettings(OptionalLong.of(200), OptionalLong.empty(), OptionalInt.of(8)));
    assertThat(south.table().xmlColumn()).isEqualTo("xml");
    assertThat(seen.sources().get(2).table().xmlColumn()).isEqualTo("body");
    assertThat(seen.sources())
        .allSatisfy(
            source -> {
              assertThat(source.log().topics().captures()).isEqualTo("fiscal.captures");
              assertThat(source.log().partitions()).hasValue(12);
              assertThat(source.untilCaughtUp()).isFalse();
            });
  }

  @Test
  void shouldLetTheProgramsOwnFlagsComeFirst() throws Exception {
    assertThat(execute(GOOD, "--http-port=0", "--until-caught-up", "--json")).isZero();
    assertThat(seen.http()).contains(HttpBinding.of("127.0.0.1", 0));
    assertThat(seen.progressInJson()).isTrue();
    assertThat(seen.sources()).allMatch(CollectorSettings::untilCaughtUp);
  }

  @Test
  void shouldNameSourceFieldValueRemedyAndLine() throws Exception {
    assertThat(
            execute(
                """
                bootstrap-servers: kafka:9092
                partitions: none
                table: public.documents
                colour: red
                sources:
                  - source: north
                    url: jdbc:postgresql://north/docs
                    table: documents
                    readers: 0
                    registry: http://registry:8081
                  - source: south
                    url: jdbc:postgresql://me:hush@south/docs
                    user: reader
                    table: fiscal.nfe
                    table: fiscal.cte
                    xml-column: [a, b]
                    where:
                """))
        .isEqualTo(2);
    assertThat(errors.toString())
        .contains("collector.yaml has ", " problems:")
        .contains("line 2: partitions = \"none\": give a whole number")
        .contains("line 3: table belongs to a source: put it under sources")
        .contains("line 4: colour is no field; there are source, url,")
        .contains("line 8, source north: table = \"documents\": ")
        .contains("write it like public.documents")
        .contains("line 9, source north: readers = \"0\": give a whole number from 1 to 64")
        .contains("line 10, source north: registry holds for all sources: put it above sources")
        .contains("line 6, source north: user is missing.")
        .contains("line 6, source north: xml-column is missing.")
        .contains("line 12, source south: url: the address holds a user or a password")
        .contains("line 15, source south: table is given twice")
        .contains("line 16: xml-column of a source has no single value")
        .contains("line 17: where of a source has no single value")
        .contains("line 6, source north: registry is missing.")
        .doesNotContain("hush", "\tat ");
  }

  @Test
  void shouldRefuseSourcesThatWouldWaitForEachOther() throws Exception {
    String twins =
        """
        bootstrap-servers: kafka:9092
        registry: http://registry:8081
        user: tandem
        url: jdbc:postgresql://north/docs
        xml-column: xml
        sources:
          - source: north
            table: public.a
          - source: North
            table: public.b
          - source: north
            table: public.c
        """;
    assertThat(execute(twins)).isEqualTo(2);
    assertThat(errors.toString())
        .contains("sources north and North have the same slot tandem_north")
        .contains("source north is there twice");
  }

  @Test
  void shouldTellWhereItIsNoYamlOrHasNoSources() throws Exception {
    assertThat(execute("registry: [")).isEqualTo(2);
    assertThat(execute("")).isEqualTo(2);
    assertThat(execute("sources: {}")).isEqualTo(2);
    assertThat(execute("sources: []")).isEqualTo(2);
    assertThat(errors.toString())
        .contains("it is no YAML")
        .contains("line 1: give fields and a list sources")
        .contains("line 1: give one list of sources")
        .contains("sources is empty");
  }

  @Test
  void shouldRefuseFlagsOfASourceBesideAFile() throws Exception {
    assertThat(execute(GOOD, "--table=public.documents")).isEqualTo(2);
    assertThat(errors.toString()).contains("--table and --config are both given");
  }

  @Test
  void shouldSayThatAFileIsNotThere() {
    assertThat(
            CollectorMain.commandLine(Map.of(), settings -> {}, new StopSignal())
                .setErr(new PrintWriter(errors, true))
                .execute("run", "--config=/nowhere/collector.yaml"))
        .isEqualTo(2);
    assertThat(errors.toString()).contains("/nowhere/collector.yaml", "check path");
  }
}
