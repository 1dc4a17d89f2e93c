package dev.tandem.streams.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How the spec differs from what an application id has counted so far. Metrics are told by their
 * ids, {@code name@fingerprint}.
 *
 * @param added metrics that were not counted
 * @param changed the id that was counted to the one of the same name that would be
 * @param gone metrics that were counted
 */
record SpecChange(
    SortedSet<String> added, SortedMap<String, String> changed, SortedSet<String> gone) {

  /**
   * Compares.
   *
   * @param counted ids so far; where there are none, nothing has been counted and nothing changes
   * @param wanted ids of the spec
   */
  static SpecChange between(Collection<String> counted, Collection<String> wanted) {
    SortedSet<String> added = new TreeSet<>(wanted);
    added.removeAll(counted);
    SortedSet<String> gone = new TreeSet<>(counted);
    gone.removeAll(wanted);
    if (counted.isEmpty()) {
      added.clear();
    }
    Map<String, String> byName =
        added.stream().collect(Collectors.toMap(SpecChange::name, id -> id));
    SortedMap<String, String> changed = new TreeMap<>();
    for (String id : gone) {
      if (byName.containsKey(name(id))) {
        changed.put(id, byName.get(name(id)));
      }
    }
    gone.removeAll(changed.keySet());
    added.removeAll(Set.copyOf(changed.values()));
    return new SpecChange(added, changed, gone);
  }

  private static String name(String id) {
    return id.substring(0, id.indexOf('@'));
  }

  boolean isNone() {
    return added.isEmpty() && changed.isEmpty() && gone.isEmpty();
  }

  /** Whether it can be counted only from the beginning of the log. */
  boolean needsTheWholeLog() {
    return !added.isEmpty() || !changed.isEmpty();
  }

  /** One line for each metric, and what it means. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    changed.forEach(
        (before, now) ->
            lines.add(
                "changed: "
                    + before
                    + " is now "
                    + now
                    + ": its time, window, dimensions, where, lateness or the spec's maxFuture is"
                    + " another, so it is another metric, and what was counted is no part of it"));
    added.forEach(
        id ->
            lines.add(
                "new: " + id + ": what stands in the log already would not be counted in it"));
    gone.forEach(
        id ->
            lines.add(
                "gone: "
                    + id
                    + ": it is no longer kept up or answered; topic live-counts keeps what was last"
                    + " said; it cannot come back under this application id"));
    return lines;
  }
}
