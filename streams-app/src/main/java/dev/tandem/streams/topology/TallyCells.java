package dev.tandem.streams.topology;

import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Verdict;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A task's tallies of late use, over the store. What changed is written back before the task
 * commits: one put for each tally, however often it changed, and none of a tally that is read only.
 */
final class TallyCells {
  /** So many are kept for a task, and so many that changed before they are written back early. */
  static final int MOST = 20_000;

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<Bytes, Cell> cells = new LinkedHashMap<>(1024, 0.75f, true);
  private final List<Cell> changed = new ArrayList<>();

  /** Takes what was written back. */
  interface Output {
    void written(Cell cell);
  }

  /** A tally as it is now. */
  static final class Cell {
    private final Bytes key;
    private Tally tally;
    private boolean revised;
    private boolean revisedBefore;
    private long timeMs;
    private boolean changed;
    private boolean stored;

    Cell(Bytes key, Optional<StoredTally> stored) {
      this.key = key;
      this.tally = stored.map(StoredTally::tally).orElse(Tally.ZERO);
      this.revised = stored.map(StoredTally::revised).orElse(false);
      this.revisedBefore = revised;
      this.stored = stored.isPresent();
    }

    /** Of the tallies store. */
    Bytes key() {
      return key;
    }

    /** Its parts live and late. */
    Tally tally() {
      return tally;
    }

    /** Whether it changed after its window was called closed. */
    boolean revised() {
      return revised;
    }

    /** Whether that is so since the last time it was written back. */
    boolean newlyRevised() {
      return revised && !revisedBefore;
    }

    /** The latest time of a record that changed it. */
    long timeMs() {
      return timeMs;
    }
  }

  TallyCells(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /**
   * Adds to a tally.
   *
   * @param revising whether its window was called closed
   * @param timeMs of the record that does
   */
  Cell add(Bytes key, Verdict verdict, Measures measures, boolean revising, long timeMs) {
    Cell cell = cells.get(key);
    if (cell == null) {
      cell = new Cell(key, Optional.ofNullable(store.get(key)).map(TallyFormat::read));
      cells.put(key, cell);
    }
    cell.tally = cell.tally.plus(verdict, measures);
    cell.revised |= revising;
    if (cell.changed) {
      cell.timeMs = Math.max(cell.timeMs, timeMs);
    } else {
      cell.timeMs = timeMs;
      cell.changed = true;
      changed.add(cell);
    }
    return cell;
  }

  int size() {
    return cells.size();
  }

  boolean isFull() {
    return changed.size() >= MOST;
  }

  /** Writes back what changed; what came and went in between leaves no trace. */
  void drainTo(Output output) {
    for (Cell cell : changed) {
      cell.changed = false;
      boolean zero = cell.tally.isZero();
      if (!zero) {
        store.put(cell.key, TallyFormat.write(new StoredTally(cell.tally, cell.revised)));
        output.written(cell);
      } else if (cell.stored) {
        store.delete(cell.key);
        output.written(cell);
      }
      cell.stored = !zero;
      cell.revisedBefore = cell.revised;
    }
    changed.clear();
    Iterator<Cell> eldest = cells.values().iterator();
    for (int more = cells.size() - MOST; more > 0; more--) {
      eldest.next();
      eldest.remove();
    }
  }

  /** A tally is deleted from the store; it must not have changed since the last drain. */
  void forget(Bytes key) {
    cells.remove(key);
  }
}
