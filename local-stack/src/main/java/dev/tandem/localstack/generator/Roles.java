package dev.tandem.localstack.generator;

import dev.tandem.localstack.generator.Dice.Purpose;
import dev.tandem.localstack.generator.Role.BundleKind;
import dev.tandem.localstack.generator.Role.Copy;
import dev.tandem.localstack.generator.Role.CopyKind;
import dev.tandem.localstack.generator.Role.NoticeKind;
import dev.tandem.localstack.generator.Role.Original;
import dev.tandem.localstack.generator.Role.Timing;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Says what each row of a load is: a card of the deck, or drawn from the profile's shares. */
final class Roles {
  /** Most copies and events follow their document within so many rows. */
  private static final long NEAR = 2_000;

  private final long seed;
  private final LoadProfile profile;
  private final long firstIndex;
  private final Deck deck;

  Roles(long seed, LoadProfile profile, long firstIndex) {
    this.seed = seed;
    this.profile = profile;
    this.firstIndex = firstIndex;
    this.deck = new Deck(firstIndex);
  }

  Deck deck() {
    return deck;
  }

  Role roleOf(long index) {
    return deck.roleAt(index).orElseGet(() -> drawn(index));
  }

  /** The role of a row that holds an original. */
  Original originalAt(long index) {
    if (roleOf(index) instanceof Original original) {
      return original;
    }
    throw new IllegalStateException("row is no original document: index=" + index);
  }

  private Role drawn(long index) {
    Dice dice = Dice.of(seed, index, Purpose.ROLE);
    double point = dice.unit();
    LoadProfile.Mix mix = profile.mix();
    if (point < profile.quality().malformed()) {
      return new Role.Broken(dice.pick(List.of(Damage.values())));
    }
    point = dice.unit();
    if (point < mix.event()) {
      return drawnEvent(index, dice);
    }
    if (point < mix.event() + mix.other()) {
      return drawnOther(index, dice);
    }
    Model model = drawnModel(dice);
    double again = profile.quality().duplicateDelivery();
    if (dice.chance((again + profile.quality().conflict()) / (1 + again))) {
      return drawnCopy(index, dice);
    }
    return Original.of(model, NaturalVariants.draw(model, profile, dice));
  }

  /**
   * The model of a row that is an original document and free to be copied or cancelled; one placed
   * at the edge of a verdict is not. Makes the same draws as {@link #drawn}.
   */
  private Optional<Model> originalModel(long index) {
    Optional<Role> dealt = deck.roleAt(index);
    if (dealt.isPresent()) {
      return dealt.get() instanceof Original original && original.edge().isEmpty()
          ? Optional.of(original.model())
          : Optional.empty();
    }
    Dice dice = Dice.of(seed, index, Purpose.ROLE);
    if (dice.unit() < profile.quality().malformed()
        || dice.unit() < profile.mix().event() + profile.mix().other()) {
      return Optional.empty();
    }
    Model model = drawnModel(dice);
    double again = profile.quality().duplicateDelivery();
    return dice.chance((again + profile.quality().conflict()) / (1 + again))
        ? Optional.empty()
        : Optional.of(model);
  }

  private Model drawnModel(Dice dice) {
    LoadProfile.Mix mix = profile.mix();
    double point = dice.unit() * (mix.nfce() + mix.nfe() + mix.cte());
    if (point < mix.nfce()) {
      return Model.NFCE;
    }
    if (point < mix.nfce() + mix.nfe()) {
      return Model.NFE;
    }
    double ofCarriers = dice.unit();
    return ofCarriers < 0.04 ? Model.CTE_OS : ofCarriers < 0.07 ? Model.CTE_SIMPLIFIED : Model.CTE;
  }

  private Role drawnCopy(long index, Dice dice) {
    double conflict =
        profile.quality().conflict()
            / (profile.quality().conflict() + profile.quality().duplicateDelivery());
    double point = dice.unit();
    CopyKind kind =
        dice.chance(conflict)
            ? CopyKind.OTHER_VALUE
            : point < 0.50
                ? CopyKind.SAME_BYTES
                : point < 0.92
                    ? CopyKind.REFORMATTED
                    : point < 0.97
                        ? CopyKind.WITHOUT_PROTOCOL
                        : point < 0.99 ? CopyKind.AUTHORISED : CopyKind.CANCELLED;
    return new Copy(kind, drawnTiming(dice), earlierOriginal(index, model -> true));
  }

  private static Timing drawnTiming(Dice dice) {
    double point = dice.unit();
    return point < 0.70
        ? Timing.LATER
        : point < 0.80 ? Timing.LONG_AFTER : point < 0.95 ? Timing.EARLIER : Timing.SAME_MS;
  }

  private Role drawnEvent(long index, Dice dice) {
    EventKind kind = NaturalVariants.drawEvent(profile.events(), dice);
    if (dice.chance(profile.quality().eventBeforeDocument())) {
      return new Role.Event(
          kind, Timing.EARLIER, laterOriginal(index, kind::fits), Optional.empty());
    }
    Timing timing = dice.chance(0.1) ? Timing.LONG_AFTER : Timing.LATER;
    return new Role.Event(kind, timing, earlierOriginal(index, kind::fits), Optional.empty());
  }

  private Role drawnOther(long index, Dice dice) {
    if (dice.chance(0.15)) {
      BundleKind kind = dice.pick(List.of(BundleKind.values()));
      long target = earlierOriginal(index, Model::isNfe);
      return new Role.Bundle(kind, List.of(target, laterOriginal(target, Model::isNfe)));
    }
    NoticeKind kind = dice.pick(List.of(NoticeKind.values()));
    return new Role.Notice(kind, earlierOriginal(index, model -> model == Model.NFE));
  }

  /** Mostly one of the last few thousand rows, sometimes any row since the start. */
  private long earlierOriginal(long index, Predicate<Model> fits) {
    Dice dice = Dice.of(seed, index, Purpose.REFERENCE);
    long available = index - firstIndex;
    long back = 1 + dice.between(0, dice.chance(0.7) ? Math.min(NEAR, available) : available);
    for (long target = index - back; target >= firstIndex; target--) {
      if (originalModel(target).filter(fits).isPresent()) {
        return target;
      }
    }
    return laterOriginal(index, fits);
  }

  private long laterOriginal(long index, Predicate<Model> fits) {
    long target = index + 1;
    while (originalModel(target).filter(fits).isEmpty()) {
      target++;
    }
    return target;
  }
}
