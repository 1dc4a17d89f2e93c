package dev.tandem.localstack.generator;

import static dev.tandem.localstack.generator.DayCurve.DAY_MS;
import static dev.tandem.localstack.generator.DayCurve.HOUR_MS;
import static dev.tandem.localstack.generator.DayCurve.MINUTE_MS;

import dev.tandem.localstack.generator.DocumentSpec.Embedded;
import dev.tandem.localstack.generator.IssueTime.Precision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** A document while it is being thought up. */
final class Draft {
  final long index;
  final ArrivalPlan arrivals;
  final TaxPayers taxPayers;
  final Model model;
  String layout;
  TaxPayer issuer;
  String agency = "";
  int series;
  Recipient recipient;
  String operation;
  String purpose;
  String emission = "1";
  long valueCents;
  int items;
  long arrivedMs;
  long issuedMs;
  Precision precision = Precision.OFFSET;
  ZoneOffset offset;
  String offsetText;
  long registeredMs;
  boolean registeredPresent = true;
  boolean production = true;
  boolean protocolProduction = true;
  String status = "100";
  Embedded embedded = Embedded.NOTHING;

  Draft(long index, Model model, TaxPayer issuer, ArrivalPlan arrivals, TaxPayers taxPayers) {
    this.index = index;
    this.model = model;
    this.issuer = issuer;
    this.arrivals = arrivals;
    this.taxPayers = taxPayers;
    this.series = issuer.series();
    this.layout = "4.00";
  }

  void offset(ZoneOffset changed) {
    offset = changed;
    offsetText = IssueTime.text(changed);
  }

  /** Takes the offset that the issuer's state has at the time of issue. */
  void localOffset() {
    offset(issuer.state().zone().getRules().getOffset(Instant.ofEpochMilli(issuedMs)));
  }

  void layout(String changed) {
    layout = changed;
    if (model.isNfe()) {
      precision =
          changed.equals("1.10") || changed.equals("2.00") ? Precision.DATE : Precision.OFFSET;
    } else {
      precision =
          changed.equals("1.04") || changed.equals("2.00") ? Precision.LOCAL : Precision.OFFSET;
    }
  }

  /** A document of long ago that is imported now. */
  void old(String oldLayout, LocalDate from, Dice dice) {
    layout(oldLayout);
    long days = dice.between(0, 900);
    issuedMs = (from.toEpochDay() + days) * DAY_MS + dice.between(8 * 3600, 23 * 3600) * 1000;
    localOffset();
  }

  void test(boolean inDocument, boolean inProtocol) {
    production = !inDocument;
    protocolProduction = !inProtocol;
  }

  /** Issued by an agency in the name of a taxpayer: the key holds the agency's id. */
  void avulsa(Dice dice) {
    agency = taxPayers.company(issuer.rank() % 50).id();
    series = 890 + dice.below(10);
    if (dice.chance(0.7)) {
      issuer = taxPayers.person(issuer.rank());
    }
  }

  void issuedByPerson(Dice dice) {
    issuer = taxPayers.person(10 + dice.below(1000));
    series = issuer.series();
  }

  /** Issued without the authority, authorised hours later. */
  void contingency(Dice dice) {
    emission =
        switch (model) {
          case NFE -> dice.pick(List.of("2", "4", "5", "6", "7"));
          case NFCE -> "9";
          default -> dice.pick(List.of("4", "7", "8"));
        };
    registeredMs =
        Math.max(issuedMs, Math.min(arrivedMs, issuedMs + dice.between(2 * HOUR_MS, 20 * HOUR_MS)));
  }

  /** Issued so long after its arrival. */
  void future(long afterMs) {
    issuedMs = Math.floorDiv(arrivedMs, 1000L) * 1000 + afterMs / 1000 * 1000;
    arrivedMs = arrivals.allowedMs(index, issuedMs - afterMs);
  }

  /** Of one of the two largest; an ordinary document where it may not arrive by night. */
  void nightBatch(Dice dice) {
    long midnightMs = Math.floorDiv(arrivedMs - 3 * HOUR_MS, DAY_MS) * DAY_MS + 3 * HOUR_MS;
    long wantedMs = midnightMs + 2 * HOUR_MS + dice.between(5 * MINUTE_MS, 35 * MINUTE_MS);
    if (arrivals.allowedMs(index, wantedMs) == wantedMs) {
      arrivedMs = wantedMs;
      issuedMs = midnightMs + 2 * HOUR_MS + dice.below(60) * 1000L;
      registeredMs = issuedMs + dice.between(1, 200) * 1000;
      issuer = taxPayers.company(dice.below(2));
      series = issuer.series();
      localOffset();
    }
  }
}
