package dev.tandem.parity.mutants;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.parity.laws.Answer;
import dev.tandem.parity.laws.Batch;
import dev.tandem.parity.laws.Opinion;
import dev.tandem.streams.topology.RestartedTasks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The live side whose tasks are restarted and killed by chance, and which forgets windows; what it
 * sent to {@code captures-expired} is added back. What came late for a window that may be forgotten
 * is not asked of it but of another opinion, as its users do.
 */
final class ForgettingOpinion implements Opinion {
  private final Opinion history;

  ForgettingOpinion(Opinion history) {
    this.history = history;
  }

  @Override
  public String name() {
    return "live (forgetting)";
  }

  @Override
  public List<Answer> answers(Batch batch) {
    List<Answer> known = history.answers(batch);
    List<Answer> answers = new ArrayList<>();
    for (int log = 0; log < batch.logs().size(); log++) {
      RestartedTasks tasks =
          new RestartedTasks(
              batch.spec(), batch.logs().get(log), RestartedOpinion.PARTITIONS, batch.seed() + log);
      answers.add(
          new Answer(
              withLate(tasks, known.get(log).tallies()),
              Optional.of(tasks.answer().quality()),
              List.of()));
    }
    return answers;
  }

  private static SortedMap<CountKey, Tally> withLate(
      RestartedTasks tasks, SortedMap<CountKey, Tally> known) {
    SortedMap<CountKey, Tally> tallies = new TreeMap<>(tasks.answer().tallies());
    Set<CountKey> keys = new HashSet<>(tallies.keySet());
    keys.addAll(known.keySet());
    for (CountKey key : keys) {
      if (tasks.mayHaveForgotten(key)) {
        Tally live = tallies.getOrDefault(key, Tally.ZERO);
        Tally all = known.getOrDefault(key, Tally.ZERO);
        tallies.put(key, new Tally(live.live(), all.late(), live.expired()));
      }
    }
    return tallies;
  }
}
