package dev.tandem.streams.topology;

import dev.tandem.counting.CountKey;
import dev.tandem.domain.Capture;
import dev.tandem.spec.Spec;
import java.util.List;
import java.util.Random;

/**
 * The live side over a log with marks, while its tasks are interleaved, restarted and killed by
 * chance: see {@link SimulatedTasks}.
 */
public final class RestartedTasks {
  private final MarkedLog.Run run;
  private final LiveAnswer answer;

  /**
   * Takes a log in.
   *
   * @param seed decides what the marks say and what happens to the tasks
   */
  public RestartedTasks(Spec spec, List<Capture> captures, int partitions, long seed) {
    this.run = new MarkedLog(spec, captures, seed).run(partitions, new Random(seed));
    this.answer = run.finish();
  }

  public LiveAnswer answer() {
    return answer;
  }

  /** Whether what came late may have met a window that was forgotten: history alone has it then. */
  public boolean mayHaveForgotten(CountKey key) {
    return run.isGoneAnywhere(key);
  }
}
