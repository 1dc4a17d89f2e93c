package dev.tandem.localstack.generator;

import static dev.tandem.localstack.generator.DayCurve.DAY_MS;
import static dev.tandem.localstack.generator.DayCurve.HOUR_MS;
import static dev.tandem.localstack.generator.DayCurve.MINUTE_MS;
import static dev.tandem.localstack.generator.Model.CTE;
import static dev.tandem.localstack.generator.Model.NFCE;
import static dev.tandem.localstack.generator.Model.NFE;

import dev.tandem.localstack.generator.DocumentSpec.Embedded;
import dev.tandem.localstack.generator.IssueTime.Precision;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What may be unusual about a document. Each is a change of an ordinary {@link Draft}. */
enum Variant {
  ORDINARY,
  TEST,
  TEST_IN_DOCUMENT_ONLY,
  TEST_IN_PROTOCOL_ONLY,
  NOT_AUTHORISED,
  AUTHORISED_LATE,
  DENIED,
  REFUSED,
  CANCELLED_BY_PROTOCOL,
  CANCELLED_LATE_BY_PROTOCOL,
  CANCELLED_OUT_OF_TIME_BY_PROTOCOL,
  WITH_CANCELLATION,
  WITH_CANCELLATION_ANSWER,
  WITH_OLD_CANCELLATION,
  WITH_REFUSED_CANCELLATION,
  WITH_CORRECTION_LETTER,
  CANCELLED_BY_PROTOCOL_AND_EVENT,
  AVULSA,
  BY_PERSON,
  CONTINGENCY,
  ZERO_VALUE,
  HUGE,
  NO_ISSUE_TIME,
  NO_REGISTRATION_TIME,
  FUTURE_BEYOND_LIMIT,
  FUTURE_AT_LIMIT,
  FUTURE_JUST_BEYOND_LIMIT,
  /** Issued in the last hour of a month where it is, in the next month in UTC. */
  MONTH_END,
  /** Fernando de Noronha, or a clock left in summer time. */
  OFFSET_MINUS_2,
  OFFSET_NEGATIVE_ZERO,
  OFFSET_PLUS_1,
  /** Documents of long ago that are imported now. */
  LAYOUT_1_10,
  LAYOUT_2_00,
  LAYOUT_3_00,
  LAYOUT_3_10,
  LAYOUT_1_04,
  /** Layouts that a vendor never updated: times without offset in recent windows. */
  LAYOUT_1_10_TODAY,
  LAYOUT_2_00_TODAY,
  LAYOUT_3_00_TODAY,
  LAYOUT_3_10_TODAY,
  LAYOUT_1_04_TODAY,
  /** Part of a batch that the largest issuers send by night, all issued in one minute. */
  NIGHT_BATCH;

  /** The kinds of document that can be like this. */
  List<Model> models() {
    return switch (this) {
      case ORDINARY, TEST, NOT_AUTHORISED -> List.of(Model.values());
      case TEST_IN_DOCUMENT_ONLY,
          TEST_IN_PROTOCOL_ONLY,
          AUTHORISED_LATE,
          CANCELLED_BY_PROTOCOL,
          WITH_CANCELLATION,
          CONTINGENCY ->
          List.of(NFE, NFCE, CTE);
      case DENIED, ZERO_VALUE, LAYOUT_2_00, LAYOUT_2_00_TODAY -> List.of(NFE, CTE);
      case REFUSED,
          CANCELLED_LATE_BY_PROTOCOL,
          WITH_CORRECTION_LETTER,
          CANCELLED_BY_PROTOCOL_AND_EVENT,
          AVULSA,
          BY_PERSON,
          HUGE,
          NO_ISSUE_TIME,
          NO_REGISTRATION_TIME,
          FUTURE_BEYOND_LIMIT,
          FUTURE_AT_LIMIT,
          FUTURE_JUST_BEYOND_LIMIT,
          OFFSET_MINUS_2,
          OFFSET_NEGATIVE_ZERO,
          OFFSET_PLUS_1,
          LAYOUT_1_10,
          LAYOUT_1_10_TODAY,
          NIGHT_BATCH ->
          List.of(NFE);
      case CANCELLED_OUT_OF_TIME_BY_PROTOCOL,
          WITH_REFUSED_CANCELLATION,
          MONTH_END,
          LAYOUT_3_10,
          LAYOUT_3_10_TODAY ->
          List.of(NFE, NFCE);
      case WITH_CANCELLATION_ANSWER, LAYOUT_3_00, LAYOUT_3_00_TODAY -> List.of(NFCE, CTE);
      case WITH_OLD_CANCELLATION, LAYOUT_1_04, LAYOUT_1_04_TODAY -> List.of(CTE);
    };
  }

  void apply(Draft draft, Dice dice) {
    switch (this) {
      case ORDINARY -> {
        // As it was drawn.
      }
      case TEST -> draft.test(true, true);
      case TEST_IN_DOCUMENT_ONLY -> draft.test(true, false);
      case TEST_IN_PROTOCOL_ONLY -> draft.test(false, true);
      case NOT_AUTHORISED -> draft.status = "";
      case AUTHORISED_LATE -> draft.status = "150";
      case DENIED -> draft.status = dice.pick(List.of("110", "301", "302"));
      case REFUSED -> draft.status = dice.pick(List.of("204", "539"));
      case CANCELLED_BY_PROTOCOL -> draft.status = "101";
      case CANCELLED_LATE_BY_PROTOCOL -> draft.status = "151";
      case CANCELLED_OUT_OF_TIME_BY_PROTOCOL -> draft.status = "155";
      case WITH_CANCELLATION -> draft.embedded = Embedded.CANCELLATION;
      case WITH_CANCELLATION_ANSWER -> draft.embedded = Embedded.CANCELLATION_ANSWER;
      case WITH_OLD_CANCELLATION -> {
        draft.embedded = Embedded.OLD_CANCELLATION;
        draft.layout("1.04");
      }
      case WITH_REFUSED_CANCELLATION -> draft.embedded = Embedded.REFUSED_CANCELLATION;
      case WITH_CORRECTION_LETTER -> draft.embedded = Embedded.CORRECTION_LETTER;
      case CANCELLED_BY_PROTOCOL_AND_EVENT -> {
        draft.status = "101";
        draft.embedded = Embedded.CANCELLATION;
      }
      case AVULSA -> draft.avulsa(dice);
      case BY_PERSON -> draft.issuedByPerson(dice);
      case CONTINGENCY -> draft.contingency(dice);
      case ZERO_VALUE -> draft.valueCents = 0;
      case HUGE -> draft.items = 990;
      case NO_ISSUE_TIME -> draft.precision = Precision.ABSENT;
      case NO_REGISTRATION_TIME -> draft.registeredPresent = false;
      case FUTURE_BEYOND_LIMIT -> draft.future(DAY_MS + dice.between(1, 40 * DAY_MS / 1000) * 1000);
      case FUTURE_AT_LIMIT -> draft.future(DAY_MS);
      case FUTURE_JUST_BEYOND_LIMIT -> draft.future(DAY_MS + 1);
      case MONTH_END -> {
        LocalDate monthStart = LocalDate.ofEpochDay(draft.issuedMs / DAY_MS).withDayOfMonth(1);
        draft.offset(ZoneOffset.ofHours(-3));
        draft.issuedMs =
            monthStart.toEpochDay() * DAY_MS + 3 * HOUR_MS - dice.between(1, 60) * MINUTE_MS;
      }
      case OFFSET_MINUS_2 -> draft.offset(ZoneOffset.ofHours(-2));
      case OFFSET_NEGATIVE_ZERO -> {
        draft.offset(ZoneOffset.UTC);
        draft.offsetText = "-00:00";
      }
      case OFFSET_PLUS_1 -> draft.offset(ZoneOffset.ofHours(1));
      case LAYOUT_1_10 -> draft.old("1.10", LocalDate.of(2008, 6, 1), dice);
      case LAYOUT_2_00 -> draft.old("2.00", LocalDate.of(2011, 9, 1), dice);
      case LAYOUT_3_00 -> draft.old("3.00", LocalDate.of(2013, 11, 1), dice);
      case LAYOUT_3_10 -> draft.old("3.10", LocalDate.of(2015, 3, 1), dice);
      case LAYOUT_1_04 -> draft.old("1.04", LocalDate.of(2010, 9, 1), dice);
      case LAYOUT_1_10_TODAY -> draft.layout("1.10");
      case LAYOUT_2_00_TODAY -> draft.layout("2.00");
      case LAYOUT_3_00_TODAY -> draft.layout("3.00");
      case LAYOUT_3_10_TODAY -> draft.layout("3.10");
      case LAYOUT_1_04_TODAY -> draft.layout("1.04");
      case NIGHT_BATCH -> draft.nightBatch(dice);
    }
  }
}
