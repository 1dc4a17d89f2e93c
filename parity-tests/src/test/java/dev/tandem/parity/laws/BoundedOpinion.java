package dev.tandem.parity.laws;

import dev.tandem.beam.pipeline.HistoryAnswer;
import dev.tandem.beam.pipeline.HistoryPipeline;
import dev.tandem.beam.pipeline.LogRecord;
import dev.tandem.beam.pipeline.LogRecordCoder;
import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;

/** The history side as a backfill: all of a batch's logs in one bounded pipeline. */
public final class BoundedOpinion implements Opinion {
  private final Runner runner;

  public BoundedOpinion(Runner runner) {
    this.runner = runner;
  }

  @Override
  public String name() {
    return "history, bounded (" + runner.text() + ")";
  }

  @Override
  public List<Answer> answers(Batch batch) {
    try (Said said = new Said()) {
      Pipeline pipeline = Pipeline.create(runner.options(false));
      said.listen(
          HistoryPipeline.count(
              pipeline.apply(
                  Create.of(records(batch))
                      .withCoder(KvCoder.of(ByteArrayCoder.of(), LogRecordCoder.INSTANCE))),
              HistoryLogs.settings(batch.spec(), true)));
      pipeline.run().waitUntilFinish();
      return answers(batch, said);
    }
  }

  private static List<KV<byte[], LogRecord>> records(Batch batch) {
    List<KV<byte[], LogRecord>> records = new ArrayList<>();
    for (int log = 0; log < batch.logs().size(); log++) {
      for (Capture capture : batch.logs().get(log)) {
        records.add(
            HistoryLogs.record(log, capture, 0, records.size(), ArrivalWatermark.UNDEFINED));
      }
    }
    return records;
  }

  private static List<Answer> answers(Batch batch, Said said) {
    List<SortedMap<CountKey, Tally>> tallies = new ArrayList<>();
    List<List<String>> problems = new ArrayList<>();
    batch
        .logs()
        .forEach(
            log -> {
              tallies.add(new TreeMap<>());
              problems.add(new ArrayList<>());
            });
    for (HistoryAnswer answer : said.answers()) {
      int log = HistoryLogs.number(answer.log());
      if (tallies.get(log).put(answer.key(), answer.tally()) != null) {
        problems.get(log).add("a backfill says a window twice: " + Texts.of(answer.key()));
      }
    }
    List<Answer> answers = new ArrayList<>();
    for (int log = 0; log < tallies.size(); log++) {
      if (said.rejected() + said.expired().size() > 0) {
        problems.get(log).add(HistoryLogs.unexpected(said));
      }
      answers.add(new Answer(tallies.get(log), Optional.empty(), problems.get(log)));
    }
    return answers;
  }
}
