package dev.tandem.benchmarks.harness;

import dev.tandem.benchmarks.floor.Floor;
import dev.tandem.benchmarks.system.CountingSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What of all is measured.
 *
 * @param names parts or subjects; none for everything
 */
public record Selection(List<String> names) {
  private static final String LOAD = "load";
  private static final String FLOORS = "floors";

  public Selection {
    names = List.copyOf(names);
  }

  /** All names there are, parts first. */
  public static List<String> known() {
    List<String> known = new ArrayList<>();
    known.addAll(List.of(JmhPart.MICRO, JmhPart.END_TO_END, LOAD, FLOORS));
    Measured.systems().forEach(system -> known.add(system.name()));
    Measured.floors().forEach(floor -> known.add(floor.subjects().get(0)));
    return known;
  }

  /** Those of its names that there are not. */
  public List<String> unknown() {
    List<String> known = known();
    return names.stream().filter(name -> !known.contains(name)).toList();
  }

  List<JmhPart> jmh(boolean quick) {
    return Stream.of(JmhPart.micro(quick), JmhPart.endToEnd(quick))
        .filter(part -> has(part.name()))
        .toList();
  }

  List<CountingSystem> systems() {
    return Measured.systems().stream().filter(each -> has(LOAD) || has(each.name())).toList();
  }

  List<Floor> floors() {
    return Measured.floors().stream()
        .filter(each -> has(FLOORS) || has(each.subjects().get(0)))
        .toList();
  }

  private boolean has(String name) {
    return names.isEmpty() || names.contains(name);
  }
}
