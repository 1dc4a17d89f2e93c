package dev.tandem.parity.mutants;

import dev.tandem.parity.laws.Answer;
import dev.tandem.parity.laws.Batch;
import dev.tandem.parity.laws.Opinion;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import dev.tandem.streams.topology.LiveAnswer;
import dev.tandem.streams.topology.RestartedTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The live side whose tasks are restarted and killed by chance, and which forgets no window. */
final class RestartedOpinion implements Opinion {
  static final int PARTITIONS = 3;

  @Override
  public String name() {
    return "live (tasks restarted)";
  }

  @Override
  public List<Answer> answers(Batch batch) {
    Spec spec = forgettingNothing(batch.spec());
    List<Answer> answers = new ArrayList<>();
    for (int log = 0; log < batch.logs().size(); log++) {
      LiveAnswer live =
          new RestartedTasks(spec, batch.logs().get(log), PARTITIONS, batch.seed() + log).answer();
      answers.add(new Answer(live.tallies(), Optional.of(live.quality()), List.of()));
    }
    return answers;
  }

  private static Spec forgettingNothing(Spec spec) {
    List<MetricSpec> metrics =
        spec.metrics().stream()
            .map(m -> new MetricSpec(m.metric(), MetricSpec.UNBOUNDED, m.history()))
            .toList();
    return new Spec(metrics, spec.maxFutureMs(), spec.arrivalSlackMs());
  }
}
