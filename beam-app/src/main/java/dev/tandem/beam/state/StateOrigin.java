package dev.tandem.beam.state;

import java.util.ArrayList;
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
  public StateOrigin {
    facts = new TreeMap<>(facts);
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
