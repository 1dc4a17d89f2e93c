package dev.tandem.localstack.generator;

import dev.tandem.localstack.generator.Role.BundleKind;
import dev.tandem.localstack.generator.Role.Copy;
import dev.tandem.localstack.generator.Role.CopyKind;
import dev.tandem.localstack.generator.Role.NoticeKind;
import dev.tandem.localstack.generator.Role.Original;
import dev.tandem.localstack.generator.Role.Placed;
import dev.tandem.localstack.generator.Role.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every case worth having, one card each, dealt in turn among the ordinary rows: often at the start
 * of a load, so that a few thousand rows hold each of them, and seldom later, so that the shares of
 * the profile hold. The verdicts' edges come first.
 */
final class Deck {
  private static final long DENSE_ROWS = 8_192;
  private static final long DENSE_STEP = 16;
  private static final long SPARSE_STEP = 1_024;

  /**
   * @param back how many cards before this one the cards of its targets are
   */
  private record Card(Role role, List<Integer> back) {}

  private final List<Card> cards = new ArrayList<>();
  private final long firstIndex;

  Deck(long firstIndex) {
    this.firstIndex = firstIndex;
    edges();
    variants();
    copies();
    events();
    bundles();
    notices();
    styles();
    for (Damage damage : Damage.values()) {
      add(new Role.Broken(damage));
    }
  }

  int size() {
    return cards.size();
  }

  /** The number of rows after which every card has been dealt at least once. */
  long rowsOfOneRound() {
    return indexOf(cards.size()) - firstIndex;
  }

  /** The card of a row, if it gets one. */
  Optional<Role> roleAt(long index) {
    long offset = index - firstIndex;
    long step = offset < DENSE_ROWS ? DENSE_STEP : SPARSE_STEP;
    if (offset < 0 || offset % step != 0) {
      return Optional.empty();
    }
    long number =
        offset < DENSE_ROWS
            ? offset / DENSE_STEP
            : DENSE_ROWS / DENSE_STEP + (offset - DENSE_ROWS) / SPARSE_STEP;
    Card card = cards.get((int) (number % cards.size()));
    return Optional.of(
        card.role().aimedAt(card.back().stream().map(back -> indexOf(number - back)).toList()));
  }

  private long indexOf(long number) {
    long dense = DENSE_ROWS / DENSE_STEP;
    return firstIndex
        + (number < dense ? number * DENSE_STEP : DENSE_ROWS + (number - dense) * SPARSE_STEP);
  }

  private void edges() {
    for (Edge.Metric metric : Edge.Metric.values()) {
      for (boolean history : metric.hasHistory() ? List.of(false, true) : List.of(false)) {
        for (int deltaMs = -1; deltaMs <= 1; deltaMs++) {
          Edge edge = new Edge(metric, history, deltaMs);
          Model model = deltaMs == 0 ? Model.NFCE : Model.NFE;
          add(placed(model, edge, false));
          add(placed(model, edge, true));
          add(new Role.Event(EventKind.CANCELLATION, Timing.LATER, 0, Optional.of(edge)), 1);
        }
      }
    }
  }

  private static Original placed(Model model, Edge edge, boolean byCancellation) {
    return new Original(
        model, Variant.ORDINARY, Optional.of(new Placed(edge, byCancellation)), Optional.empty());
  }

  private void variants() {
    for (Variant variant : Variant.values()) {
      for (Model model : variant.models()) {
        add(Original.of(model, variant));
      }
    }
  }

  private void copies() {
    for (Model model : Model.values()) {
      withCopy(model, Variant.ORDINARY, CopyKind.REFORMATTED, Timing.LATER);
    }
    for (Timing timing : Timing.values()) {
      withCopy(Model.NFE, Variant.ORDINARY, CopyKind.SAME_BYTES, timing);
      withCopy(Model.NFCE, Variant.ORDINARY, CopyKind.OTHER_VALUE, timing);
    }
    withCopy(Model.NFE, Variant.ORDINARY, CopyKind.WITHOUT_PROTOCOL, Timing.EARLIER);
    withCopy(Model.NFCE, Variant.ORDINARY, CopyKind.WITHOUT_PROTOCOL, Timing.LATER);
    withCopy(Model.NFE, Variant.NOT_AUTHORISED, CopyKind.AUTHORISED, Timing.LATER);
    withCopy(Model.CTE, Variant.NOT_AUTHORISED, CopyKind.AUTHORISED, Timing.EARLIER);
    withCopy(Model.NFE, Variant.FUTURE_JUST_BEYOND_LIMIT, CopyKind.SAME_BYTES, Timing.LATER);
    withCopy(Model.NFE, Variant.ORDINARY, CopyKind.CANCELLED, Timing.LATER);
    withCopy(Model.CTE, Variant.ORDINARY, CopyKind.CANCELLED, Timing.EARLIER);
    withCopy(Model.NFE, Variant.CANCELLED_BY_PROTOCOL, CopyKind.SAME_BYTES, Timing.LATER);
    withCopy(Model.NFE, Variant.LAYOUT_2_00_TODAY, CopyKind.REFORMATTED, Timing.EARLIER);
  }

  private void withCopy(Model model, Variant variant, CopyKind kind, Timing timing) {
    add(Original.of(model, variant));
    add(new Copy(kind, timing, 0), 1);
  }

  private void events() {
    for (EventKind kind : EventKind.values()) {
      if (kind.shape() != EventKind.Shape.ANSWER) {
        for (Model model : Model.values()) {
          if (kind.fits(model)) {
            withEvent(model, kind.isReceipt() ? old(model) : Variant.ORDINARY, kind, Timing.LATER);
          }
        }
      }
    }
    for (Timing timing : Timing.values()) {
      withEvent(Model.NFE, Variant.ORDINARY, EventKind.CANCELLATION, timing);
    }
    // Cancelled twice, the second time nearer to the document.
    withEvent(Model.NFCE, Variant.ORDINARY, EventKind.CANCELLATION, Timing.LONG_AFTER);
    add(event(EventKind.CANCELLATION, Timing.LATER), 2);
    // Refused first.
    withEvent(Model.NFE, Variant.ORDINARY, EventKind.CANCELLATION_REFUSED, Timing.LATER);
    add(event(EventKind.CANCELLATION, Timing.LONG_AFTER), 2);
    // Another copy wins after the cancellation was counted.
    withEvent(Model.NFE, Variant.ORDINARY, EventKind.CANCELLATION, Timing.SAME_MS);
    add(new Copy(CopyKind.OTHER_VALUE, Timing.EARLIER, 0), 2);
    // Nothing to cancel.
    withEvent(Model.NFE, Variant.NOT_AUTHORISED, EventKind.CANCELLATION, Timing.LATER);
    withEvent(Model.NFE, Variant.TEST, EventKind.CANCELLATION, Timing.LATER);
  }

  private static Variant old(Model model) {
    return model.isNfe() ? Variant.LAYOUT_2_00 : Variant.LAYOUT_1_04;
  }

  private void withEvent(Model model, Variant variant, EventKind kind, Timing timing) {
    add(Original.of(model, variant));
    add(event(kind, timing), 1);
  }

  private static Role event(EventKind kind, Timing timing) {
    return new Role.Event(kind, timing, 0, Optional.empty());
  }

  private void bundles() {
    for (BundleKind kind : BundleKind.values()) {
      add(Original.of(Model.NFE, Variant.ORDINARY));
      add(Original.of(Model.NFE, Variant.ORDINARY));
      add(new Role.Bundle(kind, List.of()), 2, 1);
    }
    add(Original.of(Model.CTE, Variant.ORDINARY));
    add(Original.of(Model.NFCE, Variant.ORDINARY));
    add(new Role.Bundle(BundleKind.DISTRIBUTION, List.of()), 2, 1);
  }

  private void notices() {
    for (NoticeKind kind : NoticeKind.values()) {
      add(Original.of(Model.NFE, Variant.ORDINARY));
      add(new Role.Notice(kind, 0), 1);
    }
  }

  private void styles() {
    for (Style style : Style.allOddities()) {
      for (Model model : List.of(Model.NFE, Model.CTE)) {
        add(new Original(model, Variant.ORDINARY, Optional.empty(), Optional.of(style)));
      }
    }
  }

  private void add(Role role, Integer... back) {
    cards.add(new Card(role, List.of(back)));
  }
}
