package dev.tandem.localstack.generator;

import java.util.List;

/** Draws what is unusual about an ordinary row, in the shares of the profile or in small ones. */
final class NaturalVariants {
  private static final List<Variant> OF_TESTS =
      List.of(
          Variant.TEST,
          Variant.TEST,
          Variant.TEST,
          Variant.TEST_IN_DOCUMENT_ONLY,
          Variant.TEST_IN_PROTOCOL_ONLY);
  private static final List<Variant> RARE =
      List.of(
          Variant.AUTHORISED_LATE,
          Variant.AUTHORISED_LATE,
          Variant.DENIED,
          Variant.CANCELLED_BY_PROTOCOL,
          Variant.CANCELLED_OUT_OF_TIME_BY_PROTOCOL,
          Variant.WITH_CANCELLATION,
          Variant.WITH_CANCELLATION_ANSWER,
          Variant.WITH_REFUSED_CANCELLATION,
          Variant.WITH_CORRECTION_LETTER,
          Variant.ZERO_VALUE,
          Variant.MONTH_END,
          Variant.LAYOUT_1_10,
          Variant.LAYOUT_2_00,
          Variant.LAYOUT_3_00,
          Variant.LAYOUT_3_10,
          Variant.LAYOUT_1_04,
          Variant.LAYOUT_2_00_TODAY,
          Variant.LAYOUT_3_10_TODAY);
  private static final double RARE_SHARE = 0.01;
  private static final double CONTINGENCY_SHARE = 0.01;
  private static final double NIGHT_BATCH_SHARE = 0.02;

  private static final List<EventKind> MANIFESTATIONS =
      List.of(
          EventKind.AWARENESS,
          EventKind.AWARENESS,
          EventKind.AWARENESS,
          EventKind.CONFIRMATION,
          EventKind.UNKNOWN_OPERATION,
          EventKind.NOT_PERFORMED);
  private static final List<EventKind> OTHERS =
      List.of(
          EventKind.EPEC,
          EventKind.DELIVERY_PROOF,
          EventKind.INTERESTED_ACTOR,
          EventKind.TAX_REFORM,
          EventKind.SERVICE_DISAGREED,
          EventKind.CANCELLATION_REFUSED);
  private static final List<EventKind> ODD_CANCELLATIONS =
      List.of(
          EventKind.CANCELLATION_UNLINKED,
          EventKind.CANCELLATION_LATE,
          EventKind.CANCELLATION_IN_TEST,
          EventKind.CANCELLATION_WITHOUT_REGISTRATION,
          EventKind.CANCELLATION_REPEATED,
          EventKind.CANCELLATION_UNANSWERED);

  private NaturalVariants() {}

  static Variant draw(Model model, LoadProfile profile, Dice dice) {
    Variant drawn = drawAny(model, profile, dice);
    return drawn.models().contains(model) ? drawn : Variant.ORDINARY;
  }

  private static Variant drawAny(Model model, LoadProfile profile, Dice dice) {
    double point = dice.unit();
    point -= profile.quality().homologation();
    if (point < 0) {
      return dice.pick(OF_TESTS);
    }
    point -= profile.quality().noProtocol();
    if (point < 0) {
      return Variant.NOT_AUTHORISED;
    }
    point -= RARE_SHARE;
    if (point < 0) {
      return dice.pick(RARE);
    }
    point -= CONTINGENCY_SHARE;
    if (point < 0) {
      return Variant.CONTINGENCY;
    }
    if (model == Model.NFE) {
      point -= profile.issuers().avulsa();
      if (point < 0) {
        return Variant.AVULSA;
      }
      point -= NIGHT_BATCH_SHARE;
      if (point < 0) {
        return Variant.NIGHT_BATCH;
      }
    }
    return Variant.ORDINARY;
  }

  static EventKind drawEvent(LoadProfile.EventMix mix, Dice dice) {
    double point = dice.unit() - mix.cancellation();
    if (point < 0) {
      return dice.chance(0.05) ? dice.pick(ODD_CANCELLATIONS) : EventKind.CANCELLATION;
    }
    point -= mix.substitution();
    if (point < 0) {
      return EventKind.SUBSTITUTION;
    }
    point -= mix.correction();
    if (point < 0) {
      return EventKind.CORRECTION;
    }
    point -= mix.manifestation();
    return dice.pick(point < 0 ? MANIFESTATIONS : OTHERS);
  }
}
