package dev.tandem.parity.laws;

import dev.tandem.counting.ReferenceCounter;
import dev.tandem.domain.Capture;
import java.util.List;

/** The contract, capture by capture. */
public final class ReferenceOpinion implements Opinion {
  @Override
  public String name() {
    return "reference";
  }

  @Override
  public List<Answer> answers(Batch batch) {
    return batch.logs().stream().map(log -> answer(batch, log)).toList();
  }

  private static Answer answer(Batch batch, List<Capture> log) {
    ReferenceCounter counter =
        new ReferenceCounter(batch.spec().counted(), batch.spec().maxFutureMs());
    log.forEach(counter::add);
    return Answer.of(counter.tallies(), counter.quality());
  }
}
