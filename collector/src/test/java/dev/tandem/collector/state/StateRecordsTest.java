package dev.tandem.collector.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.collector.database.ClusterIdentity;
import dev.tandem.collector.log.LogException;
import dev.tandem.collector.table.KeyRange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateRecordsTest {
  private static final String START =
      "{\"slotCreatedMs\":5,\"barrier\":7,\"slotPosition\":100,\"reading\":\"all\","
          + "\"cluster\":{\"system\":\"7\",\"timeline\":1,\"databaseOid\":5}}";

  private static final ClusterIdentity CLUSTER = new ClusterIdentity("7", 1, 5);

  private final StateRecords records = new StateRecords("main");

  private void add(String key, String value) {
    records.add(key, Optional.of(value));
  }

  private SnapshotState snapshot() {
    return records.state().snapshot().orElseThrow();
  }

  @Test
  void shouldReadWhatThePreviousVersionWrote() {
    add(
        "main",
        "{\"table\":\"public.documents\",\"slot\":\"tandem_main\",\"slotCreatedMs\":42,"
            + "\"partitions\":6}");
    assertThat(records.state().source())
        .contains(new KnownSource("public.documents", "tandem_main", 42, 6));
    assertThat(records.state().snapshot()).isEmpty();
  }

  @Test
  void shouldPassOverWhatALaterVersionAdds() {
    add("main/1", START.replace("}}", "},\"more\":true}"));
    add("main/1/more", "{}");
    assertThat(snapshot().start()).isEqualTo(new SnapshotStart(5, 7, 100, "all", CLUSTER));
  }

  @Test
  void shouldNotKnowTheClusterOfWhatAnEarlierVersionWrote() {
    add("main/1", "{\"slotCreatedMs\":5,\"barrier\":7,\"slotPosition\":100,\"reading\":\"all\"}");
    assertThat(snapshot().start().cluster()).isEqualTo(ClusterIdentity.UNKNOWN);
  }

  @Test
  void shouldLeaveOtherSources() {
    add("main2", "{}");
    add("other/1", START);
    assertThat(records.state()).isEqualTo(new SourceState(Optional.empty(), Optional.empty()));
  }

  @Test
  void shouldTakeAPlanOnceAllOfItIsThere() {
    add("main/1", START);
    add("main/1/ranges/a/0", "{\"to\":[\"5\"],\"finished\":true}");
    add("main/1/plan", "{\"id\":\"a\",\"rows\":10,\"ranges\":2}");
    assertThat(snapshot().plan()).isEmpty();
    add("main/1/ranges/a/1", "{\"from\":[\"5\"],\"finished\":false}");
    RangePlan plan = snapshot().plan().orElseThrow();
    assertThat(plan.ranges())
        .containsExactly(
            new KeyRange(Optional.empty(), Optional.of(List.of("5"))),
            new KeyRange(Optional.of(List.of("5")), Optional.empty()));
    assertThat(plan.unfinished()).containsExactly(1);
    assertThat(plan.isUnfinished(0)).isFalse();
    assertThat(plan.isUnfinished(1)).isTrue();
    assertThat(plan.unfinishedRows()).isEqualTo(5);
  }

  @Test
  void shouldNotMixRangesOfTwoPlans() {
    add("main/1", START);
    add("main/1/ranges/a/0", "{\"finished\":true}");
    add("main/1/plan", "{\"id\":\"b\",\"rows\":10,\"ranges\":1}");
    assertThat(snapshot().plan()).isEmpty();
  }

  @Test
  void shouldKeepToTheLatestSnapshotWhateverComesLate() {
    add("main/2", START.replace("5", "6"));
    add("main/1", START);
    add("main/1/finished", "{\"finishedMs\":1}");
    add("main/1/position/z", "{\"lsn\":999}");
    assertThat(snapshot().number()).isEqualTo(2);
    assertThat(snapshot().finished()).isFalse();
    assertThat(snapshot().position()).isEqualTo(100);
    assertThat(records.keysBefore(2))
        .containsExactly("main/1", "main/1/finished", "main/1/position/z");
  }

  @Test
  void shouldNotGoBackWithACollectorThatIsBehind() {
    add("main/1", START);
    add("main/1/position/new", "{\"lsn\":300}");
    add("main/1/position/old", "{\"lsn\":200}");
    assertThat(snapshot().position()).isEqualTo(300);
  }

  @Test
  void shouldForgetWhatIsDeleted() {
    add("main/1", START);
    add("main/1/finished", "{\"finishedMs\":1}");
    records.add("main/1/finished", Optional.empty());
    assertThat(snapshot().finished()).isFalse();
    records.add("main/1", Optional.empty());
    assertThat(records.state().snapshot()).isEmpty();
    assertThat(records.keysBefore(2)).isEmpty();
  }

  @Test
  void shouldNameTheKeyOfWhatCannotBeRead() {
    assertThatThrownBy(() -> add("main/1", "[]"))
        .isInstanceOf(LogException.class)
        .hasMessageContaining("main/1");
  }
}
