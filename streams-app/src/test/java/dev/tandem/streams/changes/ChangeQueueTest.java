package dev.tandem.streams.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Verdict;
import dev.tandem.counting.Window;
import dev.tandem.streams.changes.ChangeEvent.Changed;
import dev.tandem.streams.changes.ChangeEvent.Gap;
import dev.tandem.streams.changes.ChangeEvent.Overflow;
import dev.tandem.streams.counts.Counted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChangeQueueTest {
  private final ChangeQueue queue = new ChangeQueue(2);

  private static Counted counted(String issuer, long documents) {
    Tally tally = Tally.ZERO.plus(Verdict.LIVE, new Measures(documents, 0, 0, 0));
    return new Counted(key(issuer), tally, false);
  }

  private static CountKey key(String issuer) {
    return new CountKey("m@1", List.of(issuer, "55"), new Window(0, 60_000));
  }

  @Test
  void shouldTellTheLatestOfEachKeyInTheOrderInWhichTheyFirstChanged() throws Exception {
    queue.offer(counted("a", 1));
    queue.offer(counted("b", 1));
    queue.offer(counted("a", 2));

    assertThat(queue.take(0))
        .containsExactly(new Changed(counted("a", 2)), new Changed(counted("b", 1)));
    assertThat(queue.take(1)).isEmpty();
  }

  @Test
  void shouldSayHowManyChangesDidNotFitAndTakeWhatIsKnownAllTheSame() throws Exception {
    queue.offer(counted("a", 1));
    queue.offer(counted("b", 1));
    queue.offer(counted("c", 1));
    queue.offer(counted("d", 1));
    queue.offer(counted("b", 2));
    queue.overflow(5);

    assertThat(queue.take(0))
        .containsExactly(
            new Overflow(7), new Changed(counted("a", 1)), new Changed(counted("b", 2)));
  }

  @Test
  void shouldTellAGapFirst() throws Exception {
    queue.offer(counted("a", 1));
    queue.gap("an instance has come");

    assertThat(queue.take(0))
        .containsExactly(new Gap("an instance has come"), new Changed(counted("a", 1)));
  }

  @Test
  void shouldNotWaitOnceClosed() throws Exception {
    queue.close();

    assertThat(queue.take(60_000)).isEmpty();
    assertThat(queue.isClosed()).isTrue();
  }

  @Test
  void shouldBeHandedOnlyWhatTheFilterWants() throws Exception {
    ChangeFilter filter = new ChangeFilter("m@1", new TreeMap<>(Map.of(0, "a")));
    ChangeHub hub = new ChangeHub();
    hub.add(filter, queue);
    hub.changed(key("a"), Tally.ZERO, false);
    hub.changed(key("b"), Tally.ZERO, false);
    hub.changed(new CountKey("m@2", List.of("a", "55"), new Window(0, 60_000)), Tally.ZERO, false);

    assertThat(queue.take(0))
        .containsExactly(new Changed(new Counted(key("a"), Tally.ZERO, false)));

    hub.remove(filter, queue);
    hub.changed(key("a"), Tally.ZERO, false);
    assertThat(queue.take(1)).isEmpty();
  }
}
