package dev.tandem.localstack.generator;

import static dev.tandem.localstack.generator.DayCurve.DAY_MS;
import static dev.tandem.localstack.generator.DayCurve.HOUR_MS;
import static dev.tandem.localstack.generator.DayCurve.MINUTE_MS;

import dev.tandem.localstack.generator.Dice.Purpose;
import dev.tandem.localstack.generator.IssueTime.Precision;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Thinks up the document of a row: who, when, how much, and what is unusual about it. */
final class DocumentPlanner {
  private static final List<ZoneOffset> STRAY_OFFSETS =
      List.of(ZoneOffset.UTC, ZoneOffset.ofHours(-1), ZoneOffset.ofHours(1), ZoneOffset.ofHours(2));

  private final long seed;
  private final LoadProfile profile;
  private final ArrivalPlan arrivals;
  private final TaxPayers taxPayers;
  private final LatenessCurve lateness;
  private final Amounts amounts;

  DocumentPlanner(long seed, LoadProfile profile, ArrivalPlan arrivals) {
    this.seed = seed;
    this.profile = profile;
    this.arrivals = arrivals;
    this.taxPayers = new TaxPayers(seed, profile.issuers());
    this.lateness = new LatenessCurve(profile.latenessCdf());
    this.amounts = new Amounts(profile);
  }

  DocumentSpec plan(long index, Role.Original role) {
    Dice dice = Dice.of(seed, index, Purpose.DOCUMENT);
    Model model = role.model();
    TaxPayer issuer = taxPayers.draw(dice, model);
    Draft draft = new Draft(index, model, issuer, arrivals, taxPayers);
    draft.arrivedMs = arrivals.plannedMs(index, model == Model.NFCE);
    drawIssueTime(draft, dice);
    draft.registeredMs = draft.issuedMs + authorisationDelayMs(draft, dice);
    draft.recipient = drawRecipient(model, dice);
    draft.valueCents = amounts.drawCents(model, dice);
    draft.items = amounts.drawItems(model, dice);
    draft.operation = model.isNfe() ? (dice.chance(0.94) ? "1" : "0") : "";
    draft.purpose = model.isNfe() ? drawPurpose(model, dice) : "";
    role.variant().apply(draft, dice);
    role.edge().ifPresent(placed -> place(draft, placed, dice));
    return finish(draft, dice);
  }

  private void drawIssueTime(Draft draft, Dice dice) {
    LoadProfile.IssueTimes times = profile.issueTimes();
    long lateMs = lateness.drawMs(dice);
    long atMs = draft.arrivedMs - lateMs;
    boolean future = dice.chance(times.future());
    // Midnight hides the time of day, so a document that gives it arrives hours later by its own
    // account: only those that are late anyway may give it, or the shares of lateness would bend.
    double mayBeMidnight = 1 - shareWithin(3_600);
    boolean midnight = lateMs >= HOUR_MS && dice.chance(times.midnight() / mayBeMidnight);
    boolean zeroSeconds = dice.chance(times.zeroSeconds());
    if (future) {
      atMs = draft.arrivedMs + dice.between(1_000, 300_000);
    } else if (zeroSeconds && lateMs < MINUTE_MS) {
      atMs = draft.arrivedMs;
    }
    draft.issuedMs = zeroSeconds ? floor(atMs, MINUTE_MS) : floor(atMs, 1000);
    drawOffset(draft, dice);
    if (midnight && !future) {
      long shiftMs = draft.offset.getTotalSeconds() * 1000L;
      draft.issuedMs = floor(draft.issuedMs + shiftMs, DAY_MS) - shiftMs;
    }
  }

  private double shareWithin(long seconds) {
    return profile.latenessCdf().stream()
        .filter(step -> step.seconds() <= seconds)
        .mapToDouble(LoadProfile.LatenessStep::share)
        .max()
        .orElse(0);
  }

  private void drawOffset(Draft draft, Dice dice) {
    draft.localOffset();
    double point = dice.unit();
    if (point < profile.issueTimes().strayMinus2()) {
      draft.offset(ZoneOffset.ofHours(-2));
    } else if (point < profile.issueTimes().strayMinus2() + profile.issueTimes().strayOther()) {
      draft.offset(dice.pick(STRAY_OFFSETS));
    }
  }

  /** Mostly seconds, sometimes an hour; never after the arrival where that can be helped. */
  private static long authorisationDelayMs(Draft draft, Dice dice) {
    long delayMs =
        dice.chance(0.9)
            ? dice.between(1_000, 90_000)
            : dice.between(90_000, dice.chance(0.5) ? 10 * MINUTE_MS : HOUR_MS);
    long mostMs = Math.max(0, draft.arrivedMs - draft.issuedMs);
    return floor(Math.min(delayMs, mostMs), 1000);
  }

  private Recipient drawRecipient(Model model, Dice dice) {
    double point = dice.unit();
    State state = State.at(dice.unit());
    int number = dice.below(1_000_000);
    double company = model == Model.NFCE ? 0.03 : model == Model.NFE ? 0.78 : 0.97;
    double person = company + (model == Model.NFCE ? 0.20 : model == Model.NFE ? 0.20 : 0.03);
    if (point < company) {
      return new Recipient(
          Recipient.Kind.COMPANY, taxPayers.company(60_000_000 + number).id(), state, number);
    }
    if (point < person) {
      String cpf = TaxIds.cpf(Long.toString(100_000_000L + number));
      return new Recipient(Recipient.Kind.PERSON, cpf, state, number);
    }
    if (model == Model.NFE) {
      String id = dice.chance(0.3) ? "" : "EX" + number;
      return new Recipient(Recipient.Kind.FOREIGN, id, state, number);
    }
    return new Recipient(Recipient.Kind.NOBODY, "", state, number);
  }

  private static String drawPurpose(Model model, Dice dice) {
    double point = dice.unit();
    if (model == Model.NFCE || point < 0.93) {
      return "1";
    }
    return point < 0.95 ? "2" : point < 0.96 ? "3" : point < 0.99 ? "4" : point < 0.995 ? "5" : "6";
  }

  /** Moves a document to an edge of a verdict, or to where its cancellation will be at one. */
  private void place(Draft draft, Role.Placed placed, Dice dice) {
    Edge.Times times = edgeTimes(draft.index, placed.edge());
    long atMs = times.eventTimeMs();
    switch (placed.edge().metric().timeOf()) {
      case ISSUED -> draft.issuedMs = atMs;
      case ISSUED_LOCAL -> {
        draft.localOffset();
        draft.issuedMs = atMs - draft.offset.getTotalSeconds() * 1000L;
      }
      case REGISTERED ->
          draft.issuedMs = atMs - dice.between(1, placed.byCancellation() ? 3600 : 60) * 1000;
    }
    draft.localOffset();
    draft.registeredMs = draft.issuedMs + dice.between(1, 20) * 1000;
    if (placed.byCancellation()) {
      draft.arrivedMs = draft.registeredMs + dice.between(100, 20_000);
    } else {
      draft.arrivedMs = times.arrivalMs();
      if (placed.edge().metric().timeOf() == Edge.TimeOf.REGISTERED) {
        draft.registeredMs = atMs;
      }
    }
    draft.arrivedMs = arrivals.allowedMs(draft.index, draft.arrivedMs);
  }

  /** The same for the document and for the cancellation that completes it. */
  Edge.Times edgeTimes(long index, Edge edge) {
    return edge.times(arrivals.plannedMs(index, false), Dice.of(seed, index, Purpose.EDGE));
  }

  private DocumentSpec finish(Draft draft, Dice dice) {
    IssueTime issued = issueTime(draft);
    ZoneId zone = draft.issuer.state().zone();
    LocalDateTime local =
        issued.local().orElseGet(() -> IssueTime.withoutOffset(draft.issuedMs, zone).local().get());
    long registeredMs =
        draft.registeredMs >= draft.issuedMs && draft.registeredMs - draft.issuedMs < DAY_MS
            ? draft.registeredMs
            : draft.issuedMs + 40_000;
    boolean shortCode = !draft.layout.equals("1.10");
    String code = dice.digits(shortCode ? 8 : 9);
    long number = draft.index % 999_999_999 + 1;
    String segment = draft.agency.isEmpty() ? draft.issuer.keySegment() : draft.agency;
    StringBuilder body =
        new StringBuilder(43)
            .append(draft.issuer.state().code())
            .append(IssueTime.text(local), 2, 4)
            .append(IssueTime.text(local), 5, 7)
            .append(segment)
            .append(draft.model.code());
    appendPadded(body, draft.series, 3);
    appendPadded(body, number, 9);
    body.append(shortCode ? draft.emission : "").append(code);
    return new DocumentSpec(
        draft.index,
        draft.model,
        draft.layout,
        draft.issuer,
        draft.agency,
        draft.recipient,
        TaxIds.accessKey(body.toString()),
        code,
        draft.series,
        number,
        draft.operation,
        draft.purpose,
        draft.emission,
        draft.valueCents,
        draft.items,
        issued,
        draft.production,
        protocol(draft, registeredMs),
        draft.embedded,
        draft.arrivedMs);
  }

  private static IssueTime issueTime(Draft draft) {
    ZoneId zone = draft.issuer.state().zone();
    return switch (draft.precision) {
      case OFFSET -> IssueTime.withOffset(draft.issuedMs, draft.offset, draft.offsetText);
      case LOCAL -> IssueTime.withoutOffset(draft.issuedMs, zone);
      case DATE -> IssueTime.dateOnly(draft.issuedMs, zone);
      case ABSENT -> IssueTime.ABSENT;
    };
  }

  private static Protocol protocol(Draft draft, long registeredMs) {
    if (draft.status.isEmpty()) {
      return Protocol.NONE;
    }
    IssueTime registered =
        draft.registeredPresent
            ? IssueTime.ofAuthority(registeredMs, draft.issuer.state(), answersWithOffset(draft))
            : IssueTime.ABSENT;
    return new Protocol(draft.status, draft.protocolProduction, registered);
  }

  /** The document's protocol, or what the authority answers later to one that has none. */
  Protocol answerTo(DocumentSpec spec) {
    if (spec.protocol().isPresent()) {
      return spec.protocol();
    }
    long issuedMs = spec.issued().instant().map(Instant::toEpochMilli).orElse(spec.arrivedMs());
    boolean withOffset = spec.issued().precision() == Precision.OFFSET;
    return new Protocol(
        "100",
        spec.production(),
        IssueTime.ofAuthority(issuedMs + 45_000, spec.issuer().state(), withOffset));
  }

  TaxPayers taxPayers() {
    return taxPayers;
  }

  /** Authorities wrote no offset while documents had none. */
  private static boolean answersWithOffset(Draft draft) {
    return draft.precision == Precision.OFFSET || draft.precision == Precision.ABSENT;
  }

  private static void appendPadded(StringBuilder out, long number, int width) {
    String text = Long.toString(number);
    out.append("0".repeat(width - text.length())).append(text);
  }

  private static long floor(long timeMs, long unitMs) {
    return Math.floorDiv(timeMs, unitMs) * unitMs;
  }
}
