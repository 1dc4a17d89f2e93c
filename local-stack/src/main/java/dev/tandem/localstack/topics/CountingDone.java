package dev.tandem.localstack.topics;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.wire.ProgressFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether the live side has counted all that a finished snapshot brought, told without looking at
 * any number:
 *
 * <ol>
 *   <li>It has published an arrival watermark for every partition of the log, so it has taken in
 *       everything before the first heartbeat after the snapshot, and all that went to the
 *       repartition topic is committed.
 *   <li>Between what its consumers have committed there and the end seen after that stands no
 *       record, only markers of transactions.
 * </ol>
 */
public final class CountingDone {
  private final Properties kafka;
  private final TopicReader reader;
  private final Topics topics;
  private final ProgressFormat progress;
  private final String applicationId;
  private final int partitions;

  /**
   * @param applicationId of the streams-app: names its consumer group and its repartition topic
   * @param partitions of the log
   */
  public CountingDone(
      Properties kafka, Topics topics, Schemas schemas, String applicationId, int partitions) {
    this.kafka = kafka;
    this.reader = new TopicReader(kafka);
    this.topics = topics;
    this.progress = new ProgressFormat(schemas, topics.progress());
    this.applicationId = applicationId;
    this.partitions = partitions;
  }

  /** The partitions that have an arrival watermark: step 1 is reached when it is all. */
  public int partitionsWithWatermark() {
    if (!reader.exists(topics.progress())) {
      return 0;
    }
    Set<Integer> defined = new HashSet<>();
    eachProgress(
        p -> {
          if (p.watermarkMs() != ArrivalWatermark.UNDEFINED) {
            defined.add(p.partition());
          }
        });
    return defined.size();
  }

  /** Whether all is counted. */
  public boolean reached() {
    return partitionsWithWatermark() == partitions && pendingContributions() == 0;
  }

  /**
   * Whether all that stood in the log before these ends is counted, however often the programs were
   * stopped meanwhile.
   *
   * @param ends of every partition of the log
   */
  public boolean reached(Map<TopicPartition, Long> ends) {
    Map<Integer, Long> taken = new HashMap<>();
    if (reader.exists(topics.progress())) {
      eachProgress(p -> taken.put(p.partition(), p.nextOffset()));
    }
    return ends.entrySet().stream()
            .allMatch(end -> taken.getOrDefault(end.getKey().partition(), 0L) >= end.getValue())
        && pendingContributions() == 0;
  }

  private void eachProgress(Consumer<ProgressFormat.Progress> each) {
    reader.read(
        topics.progress(),
        record -> {
          ProgressFormat.Progress p = progress.read(record.value());
          if (p.engine().equals("streams-app")) {
            each.accept(p);
          }
        });
  }

  /** How many contributions stand before the tallies. */
  public long pendingContributions() {
    List<TopicPartition> repartition =
        reader.partitions(applicationId + "-contributions-repartition");
    Map<TopicPartition, Long> ends = reader.ends(repartition);
    Map<TopicPartition, Long> committed = committed(repartition);
    AtomicLong pending = new AtomicLong();
    reader.read(committed, ends, record -> pending.incrementAndGet());
    return pending.get();
  }

  private Map<TopicPartition, Long> committed(List<TopicPartition> of) {
    try (Admin admin = Admin.create(kafka)) {
      Map<TopicPartition, OffsetAndMetadata> group =
          admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, Long> offsets = new HashMap<>();
      of.forEach(
          partition ->
              offsets.put(
                  partition,
                  Optional.ofNullable(group.get(partition))
                      .map(OffsetAndMetadata::offset)
                      .orElse(0L)));
      return offsets;
    } catch (ExecutionException e) {
      throw new IllegalStateException("group " + applicationId + " cannot be looked up", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
