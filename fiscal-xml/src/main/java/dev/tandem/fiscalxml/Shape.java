package dev.tandem.fiscalxml;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which values of an element are wanted, by their whole path below it. Everything else is skipped
 * unread, so no look-up can find a namesake elsewhere: the {@code CNPJ} of {@code avulsa}, the
 * {@code infNFe} a CT-e carries, the {@code dEmi} of a referenced invoice (domain sheet, section
 * 8).
 */
final class Shape {
  static final Shape EMPTY = new Shape();

  private final Map<String, Shape> children = new HashMap<>();
  private Field field;

  private Shape() {}

  static Builder builder() {
    return new Builder();
  }

  /** What is wanted of a child element; null if nothing. */
  Shape child(String name) {
    return children.get(name);
  }

  /** The value that the element's own text is; empty where only its children are wanted. */
  Optional<Field> field() {
    return Optional.ofNullable(field);
  }

  static final class Builder {
    private final Shape root = new Shape();

    /** Wants the text at a path such as {@code emit/enderEmit/UF}. */
    Builder text(String path, Field field) {
      Shape shape = root;
      for (String name : path.split("/", -1)) {
        shape = shape.children.computeIfAbsent(name, unused -> new Shape());
      }
      shape.field = field;
      return this;
    }

    Shape build() {
      return root;
    }
  }
}
