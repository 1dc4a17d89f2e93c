package dev.tandem.localstack.generator;

import java.util.ArrayList;
import java.util.List;

/** How a row's XML looks, without a change of what it says (domain sheet, section 8). */
record Style(Declaration declaration, Namespaces namespaces, Spacing spacing) {
  static final Style PLAIN = new Style(Declaration.UPPER_CASE, Namespaces.DEFAULT, Spacing.COMPACT);

  /** What stands before the root element. */
  enum Declaration {
    UPPER_CASE("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
    LOWER_CASE("<?xml version=\"1.0\" encoding=\"utf-8\"?>"),
    NONE(""),
    SPACED("<?xml version = \"1.0\" encoding = \"UTF-8\" ?>"),
    /** Left over from the bytes that the characters were decoded from. */
    STALE("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"),
    BLANK_LINE_FIRST("\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
    BYTE_ORDER_MARK("\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>");

    private final String text;

    Declaration(String text) {
      this.text = text;
    }
  }

  /** Where a namespace is declared. */
  enum Namespaces {
    /** On the root. */
    DEFAULT,
    /** On the root and again on the document in it. */
    REPEATED,
    PREFIXED,
    NONE
  }

  enum Spacing {
    COMPACT,
    LINES,
    INDENTED,
    CRLF
  }

  static Style draw(Dice dice) {
    double point = dice.unit();
    Declaration declaration =
        point < 0.80
            ? Declaration.UPPER_CASE
            : point < 0.90
                ? Declaration.LOWER_CASE
                : point < 0.99 ? Declaration.NONE : dice.pick(List.of(Declaration.values()));
    point = dice.unit();
    Namespaces namespaces =
        point < 0.50
            ? Namespaces.DEFAULT
            : point < 0.99
                ? Namespaces.REPEATED
                : point < 0.996 ? Namespaces.PREFIXED : Namespaces.NONE;
    point = dice.unit();
    Spacing spacing =
        point < 0.90
            ? Spacing.COMPACT
            : point < 0.94 ? Spacing.LINES : point < 0.98 ? Spacing.INDENTED : Spacing.CRLF;
    return new Style(declaration, namespaces, spacing);
  }

  /** A style that gives other bytes, whatever this one is. */
  Style other(Dice dice) {
    Style drawn = draw(dice);
    Spacing changed =
        drawn.spacing != spacing
            ? drawn.spacing
            : spacing == Spacing.COMPACT ? Spacing.INDENTED : Spacing.COMPACT;
    return new Style(drawn.declaration, drawn.namespaces, changed);
  }

  /** One style for each value that is not the plain one. */
  static List<Style> allOddities() {
    List<Style> styles = new ArrayList<>();
    for (Declaration declaration : Declaration.values()) {
      styles.add(new Style(declaration, Namespaces.DEFAULT, Spacing.COMPACT));
    }
    for (Namespaces namespaces : Namespaces.values()) {
      styles.add(new Style(Declaration.UPPER_CASE, namespaces, Spacing.COMPACT));
    }
    for (Spacing spacing : Spacing.values()) {
      styles.add(new Style(Declaration.UPPER_CASE, Namespaces.REPEATED, spacing));
    }
    return styles;
  }

  /** The payload as this style shows it. */
  String dress(Payload payload) {
    StringBuilder out = new StringBuilder(14_336).append(declaration.text);
    if (spacing == Spacing.COMPACT) {
      payload.write(out, namespaces);
    } else {
      StringBuilder compact = new StringBuilder(14_336);
      payload.write(compact, namespaces);
      Spacer.space(out, compact.toString(), spacing);
    }
    return out.toString();
  }
}
