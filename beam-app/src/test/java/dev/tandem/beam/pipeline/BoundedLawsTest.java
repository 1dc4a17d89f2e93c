package dev.tandem.beam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.RandomCaptures;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.spec.RandomSpecs;
import dev.tandem.spec.Spec;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;

/**
 * Law 1 of the contract (section 7) over the pipeline, bounded, many logs at once: a first try. The
 * laws over all opinions, as a stream too, are in parity-tests.
 */
class BoundedLawsTest {
  private static final String REGISTRY = "mock://bounded-laws";
  private static final LogFormat LOG =
      new LogFormat(new Schemas(RegistrySettings.of(REGISTRY)), "captures");
  private static final Map<String, Map<CountKey, Tally>> FOUND = new ConcurrentHashMap<>();

  record Case(Spec spec, List<List<Capture>> logs) {}

  @Property(tries = 3, shrinking = ShrinkingMode.BOUNDED)
  void shouldAnswerAsTheReferenceInEveryPart(@ForAll("cases") Case given) {
    FOUND.clear();
    List<KV<byte[], LogRecord>> records = new ArrayList<>();
    for (int log = 0; log < given.logs().size(); log++) {
      for (Capture capture : given.logs().get(log)) {
        String name = "log" + log;
        records.add(
            KV.of(
                LogRecord.ledgerKey(name, LOG.key(capture)),
                new LogRecord(name, 0, 0, 0, Long.MIN_VALUE, LOG.write(capture))));
      }
    }
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    options.setEnforceImmutability(false);
    options.setEnforceEncodability(false);
    options.setTargetParallelism(2);
    Pipeline pipeline = Pipeline.create(options);
    HistoryPipeline.count(
            pipeline.apply(
                Create.of(records)
                    .withCoder(KvCoder.of(ByteArrayCoder.of(), LogRecordCoder.INSTANCE))),
            new HistorySettings(
                given.spec().metrics(),
                given.spec().maxFutureMs(),
                new RegistryFormats(REGISTRY, ""),
                true))
        .answers()
        .apply(ParDo.of(new Collect()));

    pipeline.run().waitUntilFinish();

    for (int log = 0; log < given.logs().size(); log++) {
      ReferenceCounter reference =
          new ReferenceCounter(given.spec().counted(), given.spec().maxFutureMs());
      given.logs().get(log).forEach(reference::add);
      SortedMap<CountKey, Tally> found = new TreeMap<>(FOUND.getOrDefault("log" + log, Map.of()));
      found.values().removeIf(Tally::isZero);
      assertThat(found).isEqualTo(reference.tallies());
    }
  }

  static final class Collect extends DoFn<HistoryAnswer, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element HistoryAnswer answer) {
      Tally before =
          FOUND
              .computeIfAbsent(answer.log(), log -> new ConcurrentHashMap<>())
              .put(answer.key(), answer.tally());
      if (before != null) {
        throw new IllegalStateException("said twice: " + answer.key());
      }
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return RandomSpecs.specs()
        .flatMap(
            spec ->
                RandomCaptures.logs(spec.counted())
                    .list()
                    .ofSize(20)
                    .map(logs -> new Case(spec, logs)));
  }
}
