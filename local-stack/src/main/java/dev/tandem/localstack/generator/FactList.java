package dev.tandem.localstack.generator;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Collects the facts of a row in document order. */
final class FactList {
  private final long rowId;
  private final Instant arrived;
  private final List<Fact> facts = new ArrayList<>(2);

  FactList(long rowId, Instant arrived) {
    this.rowId = rowId;
    this.arrived = arrived;
  }

  List<Fact> facts() {
    return facts;
  }

  /** A document, and its cancellation where its protocol says so. */
  void document(DocumentSpec spec) {
    Protocol protocol = spec.protocol();
    facts.add(
        new Fact(
            rowId,
            facts.size(),
            Fact.Kind.DOCUMENT,
            spec.key(),
            spec.model().code(),
            spec.issuer().id(),
            spec.issuer().type(),
            spec.recipient().root(),
            spec.issuer().state().name(),
            spec.layout(),
            spec.operation(),
            spec.purpose(),
            spec.emission(),
            OptionalLong.of(spec.valueCents()),
            spec.issued().instant(),
            spec.issued().local(),
            protocol.registered().instant(),
            protocol.status(),
            "",
            "",
            spec.allProduction(),
            "",
            arrived));
    if (protocol.saysCancelled()) {
      cancellation(
          spec,
          protocol.registered().instant(),
          protocol.status(),
          "protocol",
          "",
          spec.allProduction());
    }
  }

  void event(EventSpec spec) {
    if (spec.cancels()) {
      cancellation(
          spec.about(),
          spec.effective().instant(),
          spec.kind().answer(),
          spec.kind().isReceipt() ? "receipt" : "event",
          spec.kind().type(),
          spec.production());
    } else {
      other(spec.about().key(), spec.kind().name());
    }
  }

  void other(String accessKey, String what) {
    add(
        Fact.Kind.OTHER,
        accessKey,
        "",
        Optional.empty(),
        "",
        "",
        "",
        false,
        what.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
  }

  void rejected(String why) {
    add(Fact.Kind.REJECTED, "", "", Optional.empty(), "", "", "", false, why);
  }

  private void cancellation(
      DocumentSpec about,
      Optional<Instant> registered,
      String status,
      String form,
      String eventType,
      boolean production) {
    add(
        Fact.Kind.CANCELLATION,
        about.key(),
        about.model().code(),
        registered,
        status,
        form,
        eventType,
        production,
        "");
  }

  private void add(
      Fact.Kind kind,
      String accessKey,
      String model,
      Optional<Instant> registered,
      String status,
      String form,
      String eventType,
      boolean production,
      String reason) {
    Optional<LocalDateTime> noLocalTime = Optional.empty();
    facts.add(
        new Fact(
            rowId,
            facts.size(),
            kind,
            accessKey,
            model,
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            OptionalLong.empty(),
            Optional.empty(),
            noLocalTime,
            registered,
            status,
            form,
            eventType,
            production,
            reason,
            arrived));
  }
}
