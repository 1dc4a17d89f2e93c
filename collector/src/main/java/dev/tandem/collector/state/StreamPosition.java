package dev.tandem.collector.state;

import dev.tandem.collector.database.ClusterIdentity;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Up to where the slot may have been moved. Written down before it is, so that a slot found further
 * on was moved, or made anew, by somebody else. Not thread-safe but for {@link #lsn()}.
 */
public final class StreamPosition {
  private final LongFunction<Future<?>> send;
  private final Consumer<Future<?>> await;
  private Optional<Future<?>> sent = Optional.empty();
  private final ClusterIdentity cluster;
  private volatile long lsn;

  StreamPosition(
      ClusterIdentity cluster, long lsn, LongFunction<Future<?>> send, Consumer<Future<?>> await) {
    this.cluster = cluster;
    this.lsn = lsn;
    this.send = send;
    this.await = await;
  }

  /** The database whose WAL it is a position of. */
  public ClusterIdentity cluster() {
    return cluster;
  }

  /** The furthest position written down. */
  public long lsn() {
    return lsn;
  }

  /** Begins to write down a position, where it is beyond the last one. */
  public void advance(long toLsn) {
    if (toLsn > lsn) {
      sent = Optional.of(send.apply(toLsn));
      lsn = toLsn;
    }
  }

  /** Waits until the broker has what was begun. */
  public void flush() {
    sent.ifPresent(await);
    sent = Optional.empty();
  }
}
