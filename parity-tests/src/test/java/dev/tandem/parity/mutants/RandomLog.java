package dev.tandem.parity.mutants;

import dev.tandem.counting.RandomCaptures;
import dev.tandem.domain.Capture;
import dev.tandem.spec.RandomSpecs;
import dev.tandem.spec.Spec;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;

/** A random spec with a random log, by a seed. */
record RandomLog(Spec spec, List<Capture> captures) {
  private static final int GENERATOR_SIZE = 1_000;

  static RandomLog of(long seed) {
    RandomLog[] log = new RandomLog[1];
    JqwikSession.run(() -> log[0] = logs().next(new Random(seed)).value());
    return log[0];
  }

  private static RandomGenerator<RandomLog> logs() {
    Arbitrary<RandomLog> logs =
        RandomSpecs.specs()
            .flatMap(
                spec ->
                    RandomCaptures.logs(spec.counted())
                        .map(captures -> new RandomLog(spec, captures)));
    return logs.generator(GENERATOR_SIZE);
  }
}
