package dev.tandem.parity.laws;

import dev.tandem.counting.RandomCaptures;
import dev.tandem.domain.Capture;
import dev.tandem.spec.RandomSpecs;
import dev.tandem.spec.Spec;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;

/**
 * Logs that have nothing to do with each other, counted by one spec.
 *
 * @param seed what it was made from; also decides partitions and the steps of delivery
 * @param logs captures in their order
 */
public record Batch(long seed, Spec spec, List<List<Capture>> logs) {
  /** How many values a generator is asked for, which decides nothing for ours. */
  private static final int GEN_SIZE = 1_000;

  public Batch {
    logs = logs.stream().map(List::copyOf).toList();
  }

  /** The same seed makes the same batch. */
  public static Batch random(long seed, int logs) {
    Arbitrary<Batch> batches =
        RandomSpecs.specs()
            .flatMap(
                spec ->
                    RandomCaptures.logs(spec.counted())
                        .list()
                        .ofSize(logs)
                        .map(made -> new Batch(seed, spec, made)));
    if (JqwikSession.isActive()) {
      return next(batches, seed);
    }
    Batch[] made = new Batch[1];
    JqwikSession.run(() -> made[0] = next(batches, seed));
    return made[0];
  }

  private static Batch next(Arbitrary<Batch> batches, long seed) {
    return batches.generator(GEN_SIZE).next(new Random(seed)).value();
  }

  /** One of its logs by itself. */
  Batch only(int log) {
    return new Batch(seed, spec, List.of(logs.get(log)));
  }

  Batch withLogs(List<List<Capture>> others) {
    return new Batch(seed, spec, others);
  }

  Batch withSpec(Spec other) {
    return new Batch(seed, other, logs);
  }
}
