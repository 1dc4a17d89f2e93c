package dev.tandem.fiscalxml;

import dev.tandem.domain.AccessKey;
import dev.tandem.domain.FiscalRecord;
import java.util.List;

/** A record or a part of one, as it stands in the row. Known by identity. */
final class Part {
  /**
   * An element around parts, known by identity: a document and its protocol, or a request and its
   * answer, stand in the same one.
   */
  static final class Container {
    private final boolean proc;

    Container(boolean proc) {
      this.proc = proc;
    }

    /** Whether it is an {@code nfeProc} or its like: one document and what belongs to it. */
    boolean proc() {
      return proc;
    }
  }

  private final RecordElement element;
  private final Fields fields;
  private final Container container;
  private final boolean foreign;
  private final List<FiscalRecord> expanded;

  Part(
      RecordElement element,
      Fields fields,
      Container container,
      boolean foreign,
      List<FiscalRecord> expanded) {
    this.element = element;
    this.fields = fields;
    this.container = container;
    this.foreign = foreign;
    this.expanded = expanded;
  }

  /** Records that were packed, in their place in the row. */
  static Part enclosed(List<FiscalRecord> records) {
    return new Part(
        RecordElement.ENCLOSED, new Fields(), new Container(false), false, List.copyOf(records));
  }

  RecordElement element() {
    return element;
  }

  RecordElement.Role role() {
    return element.role();
  }

  Fields fields() {
    return fields;
  }

  /** The element that holds the record's parts. */
  Container container() {
    return container;
  }

  /** Of a family whose documents are never counted. */
  boolean foreign() {
    return foreign;
  }

  /** What stood packed; empty for everything else. */
  List<FiscalRecord> expanded() {
    return expanded;
  }

  /** The key it is about as written, of whatever shape: its {@code Id}'s, or the one it names. */
  String rawKey() {
    return fields.has(Field.ID) ? element.keyOf(fields.get(Field.ID)) : namedKey();
  }

  /** {@code chNFe} or its like. */
  String namedKey() {
    return fields.firstOf(Field.KEY, Field.FOREIGN_KEY);
  }

  /** The access key it is about; empty where it has none of the right shape. */
  String accessKey() {
    return wellFormed(rawKey());
  }

  static String wellFormed(String key) {
    return AccessKey.isWellFormed(key) ? key : "";
  }
}
