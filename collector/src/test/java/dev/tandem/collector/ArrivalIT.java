package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Capture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshot and change stream read the same values the same way. */
class ArrivalIT {
  /** As text, and as the epoch milliseconds expected. */
  private static final Map<String, Long> TIMES =
      Map.of(
          "2026-03-01 10:20:30.123999", ms("2026-03-01T10:20:30.123Z"),
          "1969-12-31 23:59:59.998500", ms("1969-12-31T23:59:59.998Z"),
          "1970-01-01 00:00:00", 0L,
          "0001-01-01 00:00:00", ms("0001-01-01T00:00:00Z"),
          "9999-12-31 23:59:59.998999", ms("9999-12-31T23:59:59.998Z"));

  /** The last that is in range, where it is not rounded up. */
  private static final String LAST = "9999-12-31 23:59:59.999999";

  /** What PostgreSQL can say and the contract does not take for a time (section 1). */
  private static final List<String> ABSURD =
      List.of(
          "infinity",
          "-infinity",
          "4714-11-24 00:00:00 BC",
          "0001-12-31 23:59:59.999 BC",
          "10000-01-01 00:00:00",
          "294247-01-10 04:00:54.775",
          "294247-01-10 04:00:54.776",
          "294276-12-30 00:00:00",
          "294276-12-31 23:59:59.999");

  private Fixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"timestamptz", "timestamp", "timestamp(3)"})
  void shouldTakeTheArrivalColumnsValue(String type) throws Exception {
    // Rounded to milliseconds when stored, not when read.
    boolean rounded = type.equals("timestamp(3)");
    Map<String, Long> times = new TreeMap<>(TIMES);
    List<String> missing = new ArrayList<>(ABSURD);
    if (rounded) {
      missing.add(LAST);
    } else {
      times.put(LAST, ms("9999-12-31T23:59:59.999Z"));
      missing.add("294276-12-31 23:59:59.999999");
    }
    fixture.sql(
        "SET timezone = 'UTC'",
        "CREATE TABLE documents (id text PRIMARY KEY, xml text, arrived " + type + ")");
    insert("before ", times.keySet(), missing);
    Fixture.Running running = start("--arrival-column=arrived");
    fixture.awaitDelivery(running);
    insert("after ", times.keySet(), missing);
    fixture.awaitDelivery(running);

    Map<String, Capture> captures = byKey(fixture.captures());
    assertThat(captures).hasSize(2 * (times.size() + missing.size() + 1));
    long slotCreatedMs = captures.get("before null").arrivedMs();
    for (String when : List.of("before ", "after ")) {
      times.forEach(
          (time, expectedMs) -> {
            Capture capture = captures.get(when + time);
            assertThat(capture.arrivalAssumed()).isFalse();
            if (rounded) {
              assertThat(capture.arrivedMs()).isBetween(expectedMs, expectedMs + 1);
            } else {
              assertThat(capture.arrivedMs()).as(when + time).isEqualTo(expectedMs);
            }
          });
      for (String absurd : Stream.concat(missing.stream(), Stream.of("null")).toList()) {
        Capture capture = captures.get(when + absurd);
        assertThat(capture.arrivalAssumed()).as(when + absurd).isTrue();
        if (when.equals("before ")) {
          assertThat(capture.arrivedMs()).isEqualTo(slotCreatedMs);
        } else {
          assertThat(capture.arrivedMs()).isGreaterThan(slotCreatedMs);
        }
      }
    }
  }

  private void insert(String when, Collection<String> times, Collection<String> absurd)
      throws Exception {
    for (String time : Stream.concat(times.stream(), absurd.stream()).toList()) {
      insert(when + time, "'" + time + "'");
    }
    insert(when + "null", "NULL");
  }

  @Test
  void shouldTakeCommitTimeWhereNoColumnIsNamed() throws Exception {
    fixture.sql("CREATE TABLE documents (id text PRIMARY KEY, xml text, arrived timestamptz)");
    insert("before", "NULL");
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    long beginMs = nowMs();
    insert("after", "'2020-01-01'");
    long endMs = nowMs();
    fixture.awaitDelivery(running);
    Map<String, Capture> captures = byKey(fixture.captures());
    assertThat(captures.values()).noneMatch(Capture::arrivalAssumed);
    assertThat(captures.get("before").arrivedMs()).isLessThan(beginMs);
    assertThat(captures.get("after").arrivedMs()).isBetween(beginMs, endMs);
    assertThat(captures.get("after").position()).isPositive();
  }

  @Test
  void shouldSpellNumericKeysAlike() throws Exception {
    fixture.sql("CREATE TABLE documents (id numeric PRIMARY KEY, xml text)");
    List<String> keys =
        List.of("0.00000012", "-0.5", "1.50", "12345678901234567890123.4", "10000000000", "0");
    for (String key : keys) {
      fixture.sql("INSERT INTO documents VALUES (" + key + ", '" + Xmls.summary(1) + "')");
    }
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    fixture.sql("UPDATE documents SET xml = '" + Xmls.summary(2) + "'");
    fixture.awaitDelivery(running);
    for (String key : keys) {
      assertThat(fixture.captures())
          .filteredOn(capture -> capture.row().key().text().equals(key))
          .hasSize(2);
    }
    assertThat(fixture.captures()).hasSize(2 * keys.size());
  }

  @Test
  void shouldFollowAPartitionedTableByItsRoot() throws Exception {
    fixture.sql(
        "CREATE TABLE documents (id int PRIMARY KEY, xml text) PARTITION BY RANGE (id)",
        "CREATE TABLE low PARTITION OF documents FOR VALUES FROM (0) TO (100)",
        "CREATE TABLE high PARTITION OF documents FOR VALUES FROM (100) TO (200)",
        "INSERT INTO documents VALUES (1, '" + Xmls.summary(1) + "')");
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    fixture.sql("INSERT INTO documents VALUES (101, '" + Xmls.summary(101) + "')");
    fixture.awaitDelivery(running);
    assertThat(fixture.captures())
        .extracting(capture -> capture.row().toString())
        .containsExactlyInAnyOrder(
            fixture.source + "/public.documents/1", fixture.source + "/public.documents/101");
  }

  @Test
  void shouldTakeNamesThatNeedQuotes() throws Exception {
    fixture.sql(
        "CREATE SCHEMA \"Fiscal, 2026\"",
        "CREATE TABLE \"Fiscal, 2026\".\"My.Table\" (\"Key, One\" int PRIMARY KEY, \"X \"\"M L\""
            + " text)",
        "INSERT INTO \"Fiscal, 2026\".\"My.Table\" VALUES (1, '" + Xmls.summary(1) + "')");
    Fixture.Running running =
        fixture.start("--table=\"Fiscal, 2026\".\"My.Table\"", "--xml-column=X \"M L");
    fixture.awaitDelivery(running);
    fixture.sql("INSERT INTO \"Fiscal, 2026\".\"My.Table\" VALUES (2, '" + Xmls.summary(2) + "')");
    fixture.awaitDelivery(running);
    assertThat(fixture.captures()).hasSize(2);
  }

  private Fixture.Running start(String... more) {
    List<String> options = new ArrayList<>(List.of("--table=public.documents", "--xml-column=xml"));
    options.addAll(List.of(more));
    return fixture.start(options.toArray(String[]::new));
  }

  private void insert(String key, String arrived) throws Exception {
    fixture.sql(
        "INSERT INTO documents VALUES ('" + key + "', '" + Xmls.summary(1) + "', " + arrived + ")");
  }

  private long nowMs() throws Exception {
    return Long.parseLong(
        fixture.query("SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint"));
  }

  private static Map<String, Capture> byKey(List<Capture> captures) {
    Map<String, Capture> byKey = new TreeMap<>();
    captures.forEach(capture -> byKey.put(capture.row().key().text(), capture));
    return byKey;
  }

  private static long ms(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
