package dev.tandem.localstack.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.localstack.generator.Role.BundleKind;
import dev.tandem.localstack.generator.Role.Copy;
import dev.tandem.localstack.generator.Role.CopyKind;
import dev.tandem.localstack.generator.Role.NoticeKind;
import dev.tandem.localstack.generator.Role.Original;
import dev.tandem.localstack.generator.Role.Timing;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RolesTest {
  private static final Roles ROLES =
      new Roles(Samples.SEED, LoadProfile.standard().withIssuers(20_000), 0);
  private static final long ROUND = ROLES.deck().rowsOfOneRound();

  @Test
  void shouldDealEveryCaseWithinAFewThousandRows() {
    Set<Object> dealt = new HashSet<>();
    LongStream.range(0, ROUND).mapToObj(ROLES::roleOf).forEach(role -> remember(role, dealt));

    assertThat(ROUND).isLessThan(8_000);
    assertThat(dealt).contains((Object[]) Variant.values());
    assertThat(dealt).contains((Object[]) Model.values());
    assertThat(dealt).contains((Object[]) CopyKind.values());
    assertThat(dealt).contains((Object[]) Timing.values());
    assertThat(dealt).contains((Object[]) BundleKind.values());
    assertThat(dealt).contains((Object[]) NoticeKind.values());
    assertThat(dealt).contains((Object[]) Damage.values());
    assertThat(dealt).containsAll(Style.allOddities());
    assertThat(dealt)
        .containsAll(
            Arrays.stream(EventKind.values())
                .filter(kind -> kind.shape() != EventKind.Shape.ANSWER)
                .toList());
  }

  private static void remember(Role role, Set<Object> dealt) {
    if (role instanceof Original original) {
      dealt.addAll(List.of(original.variant(), original.model()));
      original.style().ifPresent(dealt::add);
    } else if (role instanceof Copy copy) {
      dealt.addAll(List.of(copy.kind(), copy.timing()));
    } else if (role instanceof Role.Event event) {
      dealt.addAll(List.of(event.kind(), event.timing()));
    } else if (role instanceof Role.Bundle bundle) {
      dealt.add(bundle.kind());
    } else if (role instanceof Role.Notice notice) {
      dealt.add(notice.kind());
    } else {
      dealt.add(((Role.Broken) role).damage());
    }
  }

  @Test
  void shouldReferToOriginalsOnly() {
    for (long index = 0; index < 3 * ROUND; index++) {
      for (long target : targets(ROLES.roleOf(index))) {
        assertThat(ROLES.roleOf(target)).as("target of row %s", index).isInstanceOf(Original.class);
      }
    }
  }

  private static List<Long> targets(Role role) {
    if (role instanceof Copy copy) {
      return List.of(copy.target());
    }
    if (role instanceof Role.Event event) {
      return List.of(event.target());
    }
    if (role instanceof Role.Notice notice) {
      return List.of(notice.target());
    }
    return role instanceof Role.Bundle bundle ? bundle.targets() : List.of();
  }

  @Test
  void shouldReferToNothingBeforeTheFirstRow() {
    long first = 1_000_000;
    Roles later = new Roles(Samples.SEED, LoadProfile.standard(), first);

    for (long index = first; index < first + 500; index++) {
      assertThat(targets(later.roleOf(index))).allMatch(target -> target >= first);
    }
  }

  @Test
  void shouldCancelBeforeTheDocumentArrivesAndTwiceAndLongAfter() {
    Set<Timing> timings = new HashSet<>();
    Set<Long> cancelled = new HashSet<>();
    Set<Long> cancelledTwice = new HashSet<>();
    for (long index = 0; index < ROUND; index++) {
      if (ROLES.roleOf(index) instanceof Role.Event event
          && event.kind() == EventKind.CANCELLATION) {
        timings.add(event.timing());
        if (!cancelled.add(event.target())) {
          cancelledTwice.add(event.target());
        }
      }
    }
    assertThat(timings).contains(Timing.EARLIER, Timing.LATER, Timing.LONG_AFTER);
    assertThat(cancelledTwice).isNotEmpty();
  }

  @Test
  void shouldHoldDocumentsIssuedADayAfterTheirArrivalAndAMillisecondMore() {
    Set<Long> aheadMs = new HashSet<>();
    for (Fact fact : Samples.facts((int) ROUND)) {
      fact.issued().ifPresent(at -> aheadMs.add(Duration.between(fact.arrived(), at).toMillis()));
    }
    assertThat(aheadMs).contains(86_400_000L, 86_400_001L);
  }
}
