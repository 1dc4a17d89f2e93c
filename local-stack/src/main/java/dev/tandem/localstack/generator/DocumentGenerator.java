package dev.tandem.localstack.generator;

import dev.tandem.localstack.generator.Dice.Purpose;
import dev.tandem.localstack.generator.Role.BundleKind;
import dev.tandem.localstack.generator.Role.Copy;
import dev.tandem.localstack.generator.Role.NoticeKind;
import dev.tandem.localstack.generator.Role.Original;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes rows of fiscal documents: {@code row(i)} depends on (seed, profile, arrivals, i) only. It
 * remembers no rows, so a load may have any size; it may be used by several threads if its arrival
 * plan may.
 *
 * <p>Among the first few thousand rows ({@link #rowsOfFullCoverage()}) every kind of document,
 * copy, event, lot, style and damage occurs, and every edge of every verdict of the default spec,
 * the millisecond before and after it included.
 */
public final class DocumentGenerator {
  private static final String DENIED = "302";

  private final long seed;
  private final ArrivalPlan arrivals;
  private final Roles roles;
  private final DocumentPlanner documents;
  private final EventPlanner events;
  private final Payloads payloads;

  /**
   * @param seed two generators with another seed share no access key but by chance
   * @param arrivals when the rows arrive
   */
  public DocumentGenerator(long seed, LoadProfile profile, ArrivalPlan arrivals) {
    this.seed = seed;
    this.arrivals = arrivals;
    this.roles = new Roles(seed, profile, arrivals.firstIndex());
    this.documents = new DocumentPlanner(seed, profile, arrivals);
    this.events = new EventPlanner(seed, arrivals, documents);
    TaxPayers taxPayers = documents.taxPayers();
    DocumentWriter writer = new DocumentWriter(seed, taxPayers, events);
    this.payloads = new Payloads(writer, new NoticeWriter(seed, taxPayers, writer));
  }

  /** The number of rows from the first one on that hold every case at least once. */
  public long rowsOfFullCoverage() {
    return roles.deck().rowsOfOneRound();
  }

  /**
   * A row.
   *
   * @param index not before the arrival plan's first one
   */
  public GeneratedRow row(long index) {
    if (index < arrivals.firstIndex()) {
      throw new IllegalArgumentException(
          "the load begins at index " + arrivals.firstIndex() + ": index=" + index);
    }
    Role role = roles.roleOf(index);
    if (role instanceof Original original) {
      DocumentSpec spec = documents.plan(index, original);
      return row(index, spec.arrivedMs(), payloads.document(spec, events), style(index, original));
    }
    if (role instanceof Copy copy) {
      return copy(index, copy);
    }
    if (role instanceof Role.Event event) {
      DocumentSpec about = original(event.target());
      long arrivedMs = events.arrivalMs(index, about, event.timing(), event.edge());
      EventSpec spec = events.plan(index, event.kind(), about, arrivedMs, event.edge());
      return row(index, arrivedMs, payloads.event(spec), drawnStyle(index));
    }
    if (role instanceof Role.Bundle bundle) {
      return bundle(index, bundle);
    }
    if (role instanceof Role.Notice notice) {
      DocumentSpec about = original(notice.target());
      Payload payload =
          payloads.notice(notice.kind(), about.withProtocol(documents.answerTo(about)));
      return row(index, plannedMs(index), payload, unprefixed(drawnStyle(index)));
    }
    return broken(index, (Role.Broken) role);
  }

  /**
   * The row as it stood before the authority granted its document: the document alone, with another
   * answer or none. It has the row's key and arrival; as it is another version of it, its facts
   * have the negative row id.
   *
   * @return empty where the row is no new document, or one that has no answer
   */
  public Optional<GeneratedRow> draft(long index) {
    if (!(roles.roleOf(index) instanceof Original original)) {
      return Optional.empty();
    }
    DocumentSpec spec = documents.plan(index, original);
    if (!spec.protocol().isPresent()) {
      return Optional.empty();
    }
    DocumentSpec alone = spec.withoutProtocol();
    boolean answered = index % 2 == 1 && !spec.protocol().status().equals(DENIED);
    DocumentSpec draft = answered ? alone.withProtocol(spec.protocol().withStatus(DENIED)) : alone;
    Payload payload = payloads.document(draft, events);
    Instant arrived = Instant.ofEpochMilli(spec.arrivedMs());
    FactList facts = new FactList(-(index + 1), arrived);
    payload.describe(facts);
    String xml = style(index, original).dress(payload);
    return Optional.of(new GeneratedRow(index + 1, xml, arrived, facts.facts()));
  }

  private GeneratedRow copy(long index, Copy copy) {
    Original role = roles.originalAt(copy.target());
    DocumentSpec original = documents.plan(copy.target(), role);
    long arrivedMs = events.arrivalMs(index, original, copy.timing(), Optional.empty());
    Style style = style(copy.target(), role);
    Dice dice = Dice.of(seed, index, Purpose.COPY);
    Protocol answered = documents.answerTo(original);
    DocumentSpec spec =
        switch (copy.kind()) {
          case SAME_BYTES, REFORMATTED -> original;
          case WITHOUT_PROTOCOL -> original.withoutProtocol();
          case AUTHORISED -> original.withProtocol(answered.withStatus("100"));
          case CANCELLED -> original.withProtocol(answered.withStatus("101"));
          case OTHER_VALUE ->
              original.withValueCents(original.valueCents() + dice.between(1, 100_000));
        };
    boolean sameBytes = copy.kind() == Role.CopyKind.SAME_BYTES;
    return row(
        index, arrivedMs, payloads.document(spec, events), sameBytes ? style : style.other(dice));
  }

  private GeneratedRow bundle(long index, Role.Bundle bundle) {
    List<DocumentSpec> specs = bundle.targets().stream().map(this::original).toList();
    DocumentSpec first = specs.get(0);
    DocumentSpec second = specs.get(1);
    long arrivedMs = plannedMs(index);
    Payload one = payloads.document(first, events);
    Payload two = payloads.document(second, events);
    EventSpec cancellation =
        events.plan(index, EventKind.CANCELLATION, first, arrivedMs, Optional.empty());
    Payload payload =
        switch (bundle.kind()) {
          case SENT_LOT -> payloads.sentLot(specs);
          case DISTRIBUTION ->
              payloads.distribution(
                  List.of(one, two, payloads.notice(NoticeKind.DOCUMENT_SUMMARY, second)));
          case DISTRIBUTION_WITH_CANCELLATION ->
              payloads.distribution(List.of(payloads.event(cancellation), one));
          case SOAP_DOCUMENT -> payloads.soap("nfeResultMsg", one);
          case SOAP_DISTRIBUTION ->
              payloads.soap("nfeDistDFeInteresseResult", payloads.distribution(List.of(one, two)));
          case SOAP_EVENT_REQUEST ->
              payloads.soap("nfeDadosMsg", payloads.requestLot(cancellation));
        };
    Style drawn = drawnStyle(index);
    return row(
        index,
        arrivedMs,
        payload,
        bundle.kind() == BundleKind.SENT_LOT ? drawn : unprefixed(drawn));
  }

  private GeneratedRow broken(long index, Role.Broken broken) {
    DocumentSpec spec = documents.plan(index, Original.of(Model.NFE, Variant.ORDINARY));
    StringBuilder xml = new StringBuilder(16_384);
    payloads.document(spec, events).write(xml, Style.Namespaces.DEFAULT);
    Instant arrived = Instant.ofEpochMilli(spec.arrivedMs());
    FactList facts = new FactList(index + 1, arrived);
    facts.rejected(broken.damage().word());
    String damaged = broken.damage().inflict(xml.toString(), Dice.of(seed, index, Purpose.DAMAGE));
    return new GeneratedRow(index + 1, damaged, arrived, facts.facts());
  }

  private GeneratedRow row(long index, long arrivedMs, Payload payload, Style style) {
    Instant arrived = Instant.ofEpochMilli(arrivedMs);
    FactList facts = new FactList(index + 1, arrived);
    payload.describe(facts);
    return new GeneratedRow(index + 1, style.dress(payload), arrived, facts.facts());
  }

  private DocumentSpec original(long index) {
    return documents.plan(index, roles.originalAt(index));
  }

  private long plannedMs(long index) {
    return arrivals.plannedMs(index, false);
  }

  private Style style(long index, Original original) {
    return original.style().orElseGet(() -> drawnStyle(index));
  }

  private Style drawnStyle(long index) {
    return Style.draw(Dice.of(seed, index, Purpose.STYLE));
  }

  /** For what mixes namespaces. */
  private static Style unprefixed(Style style) {
    return style.namespaces() == Style.Namespaces.PREFIXED
            || style.namespaces() == Style.Namespaces.NONE
        ? new Style(style.declaration(), Style.Namespaces.DEFAULT, style.spacing())
        : style;
  }
}
