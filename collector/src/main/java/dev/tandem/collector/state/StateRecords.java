package dev.tandem.collector.state;

import dev.tandem.collector.state.StateValues.Plan;
import dev.tandem.collector.state.StateValues.Position;
import dev.tandem.collector.state.StateValues.Range;
import dev.tandem.collector.table.Fingerprint;
import dev.tandem.collector.table.KeyRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the records of one source add up to, one after another. */
final class StateRecords {
  private final String source;
  private final NavigableSet<String> keys = new TreeSet<>();
  private final NavigableMap<Integer, Snapshot> snapshots = new TreeMap<>();
  private final Set<String> begun = new HashSet<>();
  private Optional<KnownSource> known = Optional.empty();

  StateRecords(String source) {
    this.source = source;
  }

  /** The records of one snapshot. */
  private static final class Snapshot {
    private Optional<SnapshotStart> start = Optional.empty();
    private Optional<Plan> plan = Optional.empty();
    private final Map<String, SortedMap<Integer, Range>> ranges = new HashMap<>();
    private boolean finished;
    private final Map<String, Long> positions = new HashMap<>();
    private final Map<String, Fingerprint> vouched = new HashMap<>();
  }

  /** Takes in a record of the topic; those of other sources and of later versions are left. */
  void add(String key, Optional<String> value) {
    addSource(key, value);
    if (!key.equals(source) && !key.startsWith(source + '/')) {
      return;
    }
    if (value.isPresent()) {
      keys.add(key);
    } else {
      keys.remove(key);
    }
    if (key.equals(source)) {
      known = value.map(json -> StateValues.parse(key, json, KnownSource.class));
      return;
    }
    String[] parts = key.substring(source.length() + 1).split("/", -1);
    add(
        snapshots.computeIfAbsent(Integer.valueOf(parts[0]), number -> new Snapshot()),
        key,
        parts,
        value);
  }

  /** A source that has a snapshot has begun; one that is retired has none any more. */
  private void addSource(String key, Optional<String> value) {
    String[] parts = key.split("/", -1);
    if (parts.length != 2) {
      return;
    }
    if (value.isPresent()) {
      begun.add(key);
    } else {
      begun.remove(key);
    }
  }

  /** The sources that have begun, of all that the topic knows. */
  Set<String> sources() {
    Set<String> sources = new TreeSet<>();
    begun.forEach(key -> sources.add(key.substring(0, key.indexOf('/'))));
    return sources;
  }

  private static void add(Snapshot snapshot, String key, String[] parts, Optional<String> value) {
    if (parts.length == 1) {
      snapshot.start = value.map(json -> StateValues.parse(key, json, SnapshotStart.class));
    } else if (parts.length == 2 && parts[1].equals(StateKeys.PLAN)) {
      snapshot.plan = value.map(json -> StateValues.parse(key, json, Plan.class));
    } else if (parts.length == 2 && parts[1].equals(StateKeys.FINISHED)) {
      snapshot.finished = value.isPresent();
    } else if (parts.length == 3 && parts[1].equals(StateKeys.POSITION)) {
      put(
          snapshot.positions,
          parts[2],
          value.map(json -> StateValues.parse(key, json, Position.class).lsn()));
    } else if (parts.length == 3 && parts[1].equals(StateKeys.VOUCHED)) {
      put(
          snapshot.vouched,
          parts[2],
          value.map(json -> StateValues.parse(key, json, Fingerprint.class)));
    } else if (parts.length == 4 && parts[1].equals(StateKeys.RANGES)) {
      put(
          snapshot.ranges.computeIfAbsent(parts[2], plan -> new TreeMap<>()),
          Integer.valueOf(parts[3]),
          value.map(json -> StateValues.parse(key, json, Range.class)));
    }
  }

  private static <K, V> void put(Map<K, V> map, K key, Optional<V> value) {
    value.ifPresentOrElse(present -> map.put(key, present), () -> map.remove(key));
  }

  /** What they say together. */
  SourceState state() {
    return new SourceState(
        known,
        snapshots.descendingMap().entrySet().stream()
            .filter(entry -> entry.getValue().start.isPresent())
            .findFirst()
            .map(entry -> state(entry.getKey(), entry.getValue())));
  }

  private static SnapshotState state(int number, Snapshot snapshot) {
    SnapshotStart start = snapshot.start.orElseThrow();
    return new SnapshotState(
        number,
        start,
        snapshot.plan.flatMap(
            plan -> plan(plan, snapshot.ranges.getOrDefault(plan.id(), new TreeMap<>()))),
        snapshot.finished,
        snapshot.positions.values().stream()
            .mapToLong(Long::longValue)
            .reduce(start.slotPosition(), Math::max),
        snapshot.vouched.values().stream().max(Comparator.comparingLong(Fingerprint::lsn)));
  }

  /** None while one of its ranges is missing: another collector has put its own plan in place. */
  private static Optional<RangePlan> plan(Plan plan, SortedMap<Integer, Range> found) {
    List<KeyRange> ranges = new ArrayList<>(plan.ranges());
    List<Integer> unfinished = new ArrayList<>();
    for (int i = 0; i < plan.ranges(); i++) {
      Range range = found.get(i);
      if (range == null) {
        return Optional.empty();
      }
      ranges.add(range.keys());
      if (!range.finished()) {
        unfinished.add(i);
      }
    }
    return Optional.of(new RangePlan(plan.id(), plan.rows(), ranges, unfinished));
  }

  /** Keys of snapshots before this one, which are of no use any more. */
  List<String> keysBefore(int snapshot) {
    String prefix = source + '/';
    return keys.stream()
        .filter(key -> key.startsWith(prefix))
        .filter(key -> Integer.parseInt(key.substring(prefix.length()).split("/", 2)[0]) < snapshot)
        .toList();
  }
}
