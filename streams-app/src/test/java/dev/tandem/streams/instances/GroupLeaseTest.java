package dev.tandem.streams.instances;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupLeaseTest {
  private final GroupLease lease = new GroupLease(10_000);

  @Test
  void shouldHoldWhileEveryConsumersHeartbeatsAreAnswered() {
    lease.sample(Map.of("a", 1.0, "b", 1.0), 0);
    lease.sample(Map.of("a", 2.0, "b", 2.0), 3_000);
    lease.sample(Map.of("a", 3.0, "b", 2.0), 6_000);
    lease.sample(Map.of("a", 4.0, "b", 3.0), 9_000);

    assertThat(lease.isHeld(15_999)).isTrue();
    assertThat(lease.isHeld(16_000)).isFalse();
  }

  @Test
  void shouldEndWhereOneConsumerHearsNothing() {
    lease.sample(Map.of("a", 1.0, "b", 1.0), 0);
    lease.sample(Map.of("a", 2.0, "b", 1.0), 9_000);

    assertThat(lease.isHeld(10_000)).isFalse();
  }

  @Test
  void shouldNotTakeTheFirstAnswerAfterALongStopForAConfirmation() {
    lease.sample(Map.of("a", 1.0), 0);
    lease.sample(Map.of("a", 2.0), 60_000);

    assertThat(lease.isHeld(60_000)).isFalse();
  }

  @Test
  void shouldForgetConsumersThatAreGoneAndHoldNothingWithoutAny() {
    lease.sample(Map.of("a", 1.0, "b", 1.0), 0);
    lease.sample(Map.of("b", 2.0), 20_000);
    lease.sample(Map.of("b", 3.0), 21_000);
    assertThat(lease.isHeld(21_000)).isTrue();

    lease.sample(Map.of(), 22_000);
    assertThat(lease.isHeld(22_000)).isFalse();
  }
}
