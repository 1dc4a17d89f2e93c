package dev.tandem.domain;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * Word that a document is cancelled, in one of three forms.
 *
 * @param accessKey of the document it cancels
 * @param eventType {@code tpEvento}; empty unless the form is {@link Form#EVENT}
 * @param status the {@code cStat} of its answer, empty where there is none
 * @param production every {@code tpAmb} in its record is 1
 * @param registeredMs {@code dhRegEvento}, else {@code dhRecbto}, else {@code dhEvento}; or {@link
 *     Times#ABSENT}, also where it is out of range
 */
public record Cancellation(
    String accessKey,
    Form form,
    String eventType,
    String status,
    boolean production,
    long registeredMs)
    implements FiscalRecord {

  /** How a cancellation is written (docs/fiscal-documents.md). */
  public enum Form {
    /** {@code procEventoNFe}, {@code procEventoCTe}: alone in its row or beside the document. */
    EVENT("134", "135", "136", "155"),
    /** {@code retCancNFe}, {@code retCancCTe} of layouts 1.x to 3.x. */
    RECEIPT("101", "151"),
    /** The document's own protocol says that it is cancelled. */
    PROTOCOL("101", "151", "155");

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is never changed.
    private final Set<String> granting;

    Form(String... granting) {
      this.granting = Set.of(granting);
    }

    /** Whether the {@code cStat} of an answer of this form grants what was asked for. */
    public boolean grantedBy(String status) {
      return granting.contains(status);
    }
  }

  public Cancellation {
    requireNonNull(accessKey, "accessKey");
    requireNonNull(form, "form");
    requireNonNull(eventType, "eventType");
    requireNonNull(status, "status");
    registeredMs = Times.inRangeOrAbsent(registeredMs);
  }

  @Override
  public Kind kind() {
    return Kind.CANCELLATION;
  }

  /**
   * Whether the authority's answer says that the document is cancelled and the type cancels that
   * model (contract, section 2; domain sheet, section 6). One that is not granted is recorded as
   * {@link OtherRecord}.
   */
  public boolean granted() {
    return form.grantedBy(status) && (form != Form.EVENT || cancelsModel());
  }

  /** Whether it uncounts: granted, and in production. */
  public boolean accepted() {
    return granted() && production;
  }

  private boolean cancelsModel() {
    String model = AccessKey.parse(accessKey).map(AccessKey::model).orElse("");
    return switch (eventType) {
      case "110111" -> Set.of("55", "65", "57", "67").contains(model);
      case "110112" -> Set.of("55", "65").contains(model);
      default -> false;
    };
  }
}
