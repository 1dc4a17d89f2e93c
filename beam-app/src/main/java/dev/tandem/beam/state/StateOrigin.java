package dev.tandem.beam.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What state was made by, or would be: which log, and what is counted in it. State means something
 * else, or cannot be read, where one of these is another.
 *
 * @param facts by name, as people read them
 */
public record StateOrigin(SortedMap<String, String> facts) {
  private static final int DIGEST = 40;

  public StateOrigin {
    facts = new TreeMap<>(facts);
  }

  /** All of it in 40 characters, for a place that has no room for more: a job's label. */
  public String digest() {
    MessageDigest sha = sha256();
    facts.forEach((name, value) -> sha.update((name + '\n' + value + '\n').getBytes(UTF_8)));
    return HexFormat.of().formatHex(sha.digest()).substring(0, DIGEST);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  static StateOrigin read(Properties properties, String prefix) {
    TreeMap<String, String> facts = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        facts.put(name.substring(prefix.length()), properties.getProperty(name));
      }
    }
    return new StateOrigin(facts);
  }

  void write(Properties properties, String prefix) {
    facts.forEach((name, value) -> properties.setProperty(prefix + name, value));
  }

  /** What is another there than here, one line each. */
  List<String> differences(StateOrigin now) {
    SortedSet<String> names = new TreeSet<>(facts.keySet());
    names.addAll(now.facts.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      Optional<String> then = Optional.ofNullable(facts.get(name));
      Optional<String> here = Optional.ofNullable(now.facts.get(name));
      if (!then.equals(here)) {
        differences.add(
            name + ": it has " + then.orElse("none") + ", now it is " + here.orElse("none"));
      }
    }
    return differences;
  }
}
