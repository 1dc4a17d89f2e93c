package dev.tandem.streams.instances;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.streams.topology.ActiveTasks;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reads this instance's stores, one partition at a time, and knows whether what it read is exact.
 *
 * <p>Exact is what a task that runs has read, and that ran before as well as after: Kafka Streams
 * gives a partition to another instance only after the task here has been closed. It is not asked
 * for its own word on that ({@code KafkaStreams.store} without stale stores), which goes by the
 * state of the whole thread: it refuses tasks that run beside one that is being restored, and lets
 * through one that is restored again after its state was found corrupted while the thread goes on
 * running. An instance that the group has given up without its knowing is the one case that both
 * miss: see {@link GroupLease}.
 */
public final class LocalStores {
  private final KafkaStreams streams;
  private final String self;
  private final ActiveTasks active;
  private final BooleanSupplier leased;

  /**
   * What was read.
   *
   * @param self this instance
   * @param lagRecords how far behind the store was; empty where it was read exactly
   */
  public record Reading<A>(A answer, String self, OptionalLong lagRecords) {
    /**
     * How old the answer is; empty where it is exact.
     *
     * @param watermarkMs that the replica has heard of
     */
    public Optional<Staleness> stale(int partition, long watermarkMs) {
      return lagRecords.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Staleness(
                  partition,
                  self,
                  lagRecords.getAsLong(),
                  watermarkMs == ArrivalWatermark.UNDEFINED
                      ? Optional.empty()
                      : Optional.of(Instant.ofEpochMilli(watermarkMs))));
    }
  }

  /** The stores of a partition. */
  @FunctionalInterface
  public interface Stores {
    <K> ReadOnlyKeyValueStore<K, byte[]> named(String name);
  }

  /**
   * @param leased whether the group has lately confirmed that this instance is a member of it
   */
  public LocalStores(
      KafkaStreams streams, HostInfo self, ActiveTasks active, BooleanSupplier leased) {
    this.self = Instances.text(self);
    this.streams = streams;
    this.active = active;
    this.leased = leased;
  }

  /**
   * Reads a partition.
   *
   * @param store that decides which task it is about, and how far behind it is
   * @param staleAllowed whether a standby, or a task that is being restored, will do
   * @throws NotReady where it cannot be read here and now as asked
   */
  public <A> Reading<A> read(
      String store, int partition, boolean staleAllowed, Function<Stores, A> reader) {
    OptionalLong before = exactSince(store, partition);
    if (before.isEmpty() && !staleAllowed) {
      throw notReady(partition);
    }
    try {
      A answer = reader.apply(stores(partition));
      if (before.isPresent() && before.equals(exactSince(store, partition))) {
        return new Reading<>(answer, self, OptionalLong.empty());
      }
      if (staleAllowed) {
        return new Reading<>(answer, self, OptionalLong.of(lagRecords(store, partition)));
      }
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new NotReady(
          "partition " + partition + " is not at this instance, which is " + streams.state(), e);
    }
    throw notReady(partition);
  }

  private OptionalLong exactSince(String store, int partition) {
    return leased.getAsBoolean() ? active.since(store, partition) : OptionalLong.empty();
  }

  private NotReady notReady(int partition) {
    return new NotReady(
        leased.getAsBoolean()
            ? "partition "
                + partition
                + " is being moved or restored; this instance is "
                + streams.state()
            : "this instance has not heard from its group, which may have given its partitions to"
                + " others");
  }

  private Stores stores(int partition) {
    return new Stores() {
      @Override
      public <K> ReadOnlyKeyValueStore<K, byte[]> named(String name) {
        return streams.store(
            StoreQueryParameters.fromNameAndType(
                    name, QueryableStoreTypes.<K, byte[]>keyValueStore())
                .withPartition(partition)
                .enableStaleStores());
      }
    };
  }

  private long lagRecords(String store, int partition) {
    LagInfo lag = streams.allLocalStorePartitionLags().getOrDefault(store, Map.of()).get(partition);
    if (lag == null) {
      throw new NotReady("partition " + partition + " has just left this instance");
    }
    return lag.offsetLag();
  }
}
