package dev.tandem.domain;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * A copy of a fiscal document, authorised or not.
 *
 * @param accessKey of the document, empty where it has none of the right shape
 * @param status the {@code cStat} of the protocol that belongs to it, empty where it has none
 * @param production every {@code tpAmb} in its record is 1
 */
public record Document(
    String accessKey, Facts facts, String status, boolean production, Set<Flag> flags)
    implements FiscalRecord {

  /** What is odd about a copy without making it unreadable. */
  public enum Flag {
    /** The key's check digit is wrong. */
    KEY_DIGIT_WRONG,
    /** The key's issuer is not the document's. */
    KEY_ISSUER_DIFFERS,
    /** The key's model is not the document's. */
    KEY_MODEL_DIFFERS,
    /** The issuer's tax id has a wrong shape or digit. */
    ISSUER_INVALID,
    /** {@code vNF} or {@code vTPrest} is missing or unreadable; it counts as 0. */
    VALUE_MISSING,
    /** {@code dhEmi} or {@code dEmi} is missing or unreadable. */
    ISSUED_MISSING,
    /** {@code dhRecbto} is there but unreadable. */
    REGISTERED_UNREADABLE,
    /** The only protocol of its {@code nfeProc} or {@code cteProc} names another key. */
    PROTOCOL_OF_OTHER_KEY
  }

  public Document {
    requireNonNull(accessKey, "accessKey");
    requireNonNull(facts, "facts");
    requireNonNull(status, "status");
    flags = Set.copyOf(flags);
  }

  @Override
  public Kind kind() {
    return Kind.DOCUMENT;
  }
}
