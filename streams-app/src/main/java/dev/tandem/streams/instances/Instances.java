package dev.tandem.streams.instances;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;

/** The instances of the application, as of the last rebalance that this one has heard of. */
public final class Instances {
  private static final StreamPartitioner<Integer, Object> THE_KEY =
      (topic, partition, value, partitions) -> Optional.of(Set.of(partition));

  private final KafkaStreams streams;
  private final HostInfo self;

  /**
   * @param self what this instance advertises as its {@code application.server}
   */
  public Instances(KafkaStreams streams, HostInfo self) {
    this.streams = streams;
    this.self = self;
  }

  public HostInfo self() {
    return self;
  }

  boolean isSelf(HostInfo instance) {
    return self.equals(instance);
  }

  /**
   * Where a partition of a store is.
   *
   * @throws NotReady where this instance does not run
   */
  Placement placement(String store, int partition) {
    KeyQueryMetadata found = running(() -> streams.queryMetadataForKey(store, partition, THE_KEY));
    if (found == null || found.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      return Placement.UNKNOWN;
    }
    return new Placement(known(found.activeHost()), List.copyOf(found.standbyHosts()));
  }

  /**
   * All instances but this one.
   *
   * @throws NotReady where this instance does not run
   */
  public Set<HostInfo> others() {
    Set<HostInfo> others = new LinkedHashSet<>();
    for (StreamsMetadata metadata : running(streams::metadataForAllStreamsClients)) {
      known(metadata.hostInfo()).filter(instance -> !isSelf(instance)).ifPresent(others::add);
    }
    return others;
  }

  private static Optional<HostInfo> known(HostInfo instance) {
    return HostInfo.unavailable().equals(instance) ? Optional.empty() : Optional.of(instance);
  }

  private <T> T running(Supplier<T> question) {
    try {
      return question.get();
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new NotReady("this instance is " + streams.state(), e);
    }
  }

  static String text(HostInfo instance) {
    return instance.host() + ':' + instance.port();
  }

  static String text(List<HostInfo> instances) {
    return String.join(", ", instances.stream().map(Instances::text).toList());
  }
}
