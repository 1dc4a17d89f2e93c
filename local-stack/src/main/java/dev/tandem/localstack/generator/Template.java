package dev.tandem.localstack.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A piece of XML with slots ({@code ${name}}), kept as a resource in readable form and written
 * without its indentation.
 */
final class Template {
  private final String name;
  private final String[] literals;
  private final String[] slots;

  private Template(String name, List<String> literals, List<String> slots) {
    this.name = name;
    this.literals = literals.toArray(String[]::new);
    this.slots = slots.toArray(String[]::new);
  }

  /** Reads a resource beside this class. */
  static Template load(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no such template: " + name);
      }
      return parse(name, new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("reading template " + name, e);
    }
  }

  private static Template parse(String name, String text) {
    StringBuilder compact = new StringBuilder();
    text.lines().map(String::strip).forEach(compact::append);
    List<String> literals = new ArrayList<>();
    List<String> slots = new ArrayList<>();
    int from = 0;
    for (int slot = compact.indexOf("${"); slot >= 0; slot = compact.indexOf("${", from)) {
      int end = compact.indexOf("}", slot);
      literals.add(compact.substring(from, slot));
      slots.add(compact.substring(slot + 2, end).intern());
      from = end + 1;
    }
    literals.add(compact.substring(from));
    return new Template(name, literals, slots);
  }

  void fill(StringBuilder out, Values values) {
    for (int i = 0; i < slots.length; i++) {
      String value = values.texts.get(slots[i]);
      if (value == null) {
        throw new IllegalStateException("no value for ${" + slots[i] + "} in template " + name);
      }
      out.append(literals[i]).append(value);
    }
    out.append(literals[slots.length]);
  }

  String fill(Values values) {
    StringBuilder out = new StringBuilder(512);
    fill(out, values);
    return out.toString();
  }

  /** What goes into the slots. Values are XML, not escaped here. */
  static final class Values {
    private final Map<String, String> texts = new HashMap<>(128);

    Values set(String slot, String value) {
      texts.put(slot, value);
      return this;
    }

    Values set(String slot, long value) {
      return set(slot, Long.toString(value));
    }

    /** Set where the condition holds, else empty. */
    Values setIf(boolean condition, String slot, String value) {
      return set(slot, condition ? value : "");
    }
  }
}
