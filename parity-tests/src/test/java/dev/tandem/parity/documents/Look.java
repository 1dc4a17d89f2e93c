package dev.tandem.parity.documents;

/** How a document is written, whatever it says. */
record Look(Names names, Text text, Between between, Tags tags, Edit edit) {
  static final Look PLAIN =
      new Look(Names.DEFAULT, Text.PLAIN, Between.KEPT, Tags.PLAIN, Edit.NONE);

  /** Where namespaces are declared. */
  enum Names {
    DEFAULT,
    REPEATED,
    PREFIXED
  }

  /** How the text of an element is written. */
  enum Text {
    PLAIN,
    SPLIT_BY_COMMENT,
    SPLIT_BY_INSTRUCTION,
    HALF_IN_CDATA,
    IN_CDATA,
    CHARACTER_REFERENCES,
    BLANKS_AROUND
  }

  /** What stands between elements. */
  enum Between {
    KEPT,
    NOTHING,
    LINES,
    CARRIAGE_RETURNS,
    COMMENTS,
    INSTRUCTIONS
  }

  /** How a tag is written. */
  enum Tags {
    PLAIN,
    SPACED,
    REVERSED_ATTRIBUTES,
    EMPTY_AS_PAIR
  }

  /** What the schema leaves free. */
  enum Edit {
    NONE,
    REPEATS_REVERSED,
    ANSWERS_PADDED,
    ALL_PADDED
  }

  Look with(Names other) {
    return new Look(other, text, between, tags, edit);
  }

  Look with(Text other) {
    return new Look(names, other, between, tags, edit);
  }

  Look with(Between other) {
    return new Look(names, text, other, tags, edit);
  }

  Look with(Tags other) {
    return new Look(names, text, between, other, edit);
  }

  Look with(Edit other) {
    return new Look(names, text, between, tags, other);
  }
}
