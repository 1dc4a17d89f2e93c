package dev.tandem.streams.topology;

import static dev.tandem.streams.topology.TestFormats.FORMATS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.RandomCaptures;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.domain.Capture;
import dev.tandem.spec.RandomSpecs;
import dev.tandem.spec.Spec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws 1 and 2 of the contract (section 7) over the topology as it is run. */
class LiveTopologyLawsTest {
  private static final long APPENDED_MS = 1_790_000_000_000L;

  record Case(Spec spec, List<Capture> captures) {
    ReferenceCounter reference() {
      ReferenceCounter reference = new ReferenceCounter(spec.counted(), spec.maxFutureMs());
      captures.forEach(reference::add);
      return reference;
    }
  }

  @Property(tries = 25)
  void shouldAnswerAsTheReferenceInEveryPartAndQuality(
      @ForAll("cases") Case given, @ForAll @IntRange(min = 1, max = 3) int partitions) {
    LiveAnswer.assertEqual(
        answers(given.spec(), given.captures(), partitions, 0), given.reference());
  }

  @Property(tries = 10)
  void shouldAnswerTheSameForAnyOrderRepetitionAndPartitioning(
      @ForAll("cases") Case given,
      @ForAll @IntRange(min = 1, max = 3) int partitions,
      @ForAll Random chance) {
    List<Capture> other = new ArrayList<>(given.captures());
    given.captures().stream().filter(capture -> chance.nextInt(3) == 0).forEach(other::add);
    Collections.shuffle(other, chance);

    assertThat(LiveAnswer.tallies(answers(given.spec(), other, partitions, chance.nextInt())))
        .isEqualTo(given.reference().tallies());
  }

  /**
   * A driver per partition.
   *
   * @param salt makes another partitioning
   */
  private static Collection<LiveAnswer> answers(
      Spec spec, List<Capture> captures, int partitions, int salt) {
    List<DriverPartition> drivers = new ArrayList<>();
    try {
      for (int p = 0; p < partitions; p++) {
        drivers.add(new DriverPartition(spec));
      }
      for (Capture capture : captures) {
        int partition = Math.floorMod(capture.key().hashCode() * 31 + salt, partitions);
        drivers.get(partition).send(LogRecords.of(FORMATS.log(), capture, APPENDED_MS));
      }
      return drivers.stream().map(DriverPartition::answer).toList();
    } finally {
      drivers.forEach(DriverPartition::close);
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return RandomSpecs.specs()
        .flatMap(spec -> RandomCaptures.logs(spec.counted()).map(log -> new Case(spec, log)));
  }
}
