package dev.tandem.parity.laws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.domain.Capture;
import dev.tandem.streams.topology.DriverPartition;
import dev.tandem.streams.topology.LiveAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/**
 * The live side's topology, a driver for each partition of a log. A log has one to three
 * partitions, so that some of them are empty.
 */
public final class TopologyOpinion implements Opinion {
  private static final long APPENDED_MS = 1_790_000_000_000L;
  private static final int MAX_PARTITIONS = 3;

  @Override
  public String name() {
    return "live (topology)";
  }

  @Override
  public List<Answer> answers(Batch batch) {
    return IntStream.range(0, batch.logs().size())
        .parallel()
        .mapToObj(
            log -> {
              int partitions = 1 + (int) Math.floorMod(batch.seed() + log, (long) MAX_PARTITIONS);
              return answer(batch, batch.logs().get(log), partitions);
            })
        .toList();
  }

  private static Answer answer(Batch batch, List<Capture> log, int partitions) {
    List<DriverPartition> drivers = new ArrayList<>();
    try {
      for (int p = 0; p < partitions; p++) {
        drivers.add(new DriverPartition(batch.spec()));
      }
      for (Capture capture : log) {
        drivers.get(partitionOf(capture, partitions)).send(capture, APPENDED_MS);
      }
      List<LiveAnswer> answers = drivers.stream().map(DriverPartition::answer).toList();
      return Answer.of(LiveAnswer.tallies(answers), LiveAnswer.quality(answers));
    } finally {
      drivers.forEach(DriverPartition::close);
    }
  }

  private static int partitionOf(Capture capture, int partitions) {
    return Utils.toPositive(Utils.murmur2(capture.key().getBytes(UTF_8))) % partitions;
  }
}
