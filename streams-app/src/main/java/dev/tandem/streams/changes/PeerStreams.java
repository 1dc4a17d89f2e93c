package dev.tandem.streams.changes;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.streams.instances.Instances;
import dev.tandem.streams.instances.NotReady;
import dev.tandem.streams.instances.Peers;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Follows what all other instances tell of what a listener wants, as they come and go. Used by the
 * listener's own thread alone.
 */
public final class PeerStreams implements AutoCloseable {
  private static final long SILENCE_MS = 15_000;

  private final Instances instances;
  private final Peers peers;
  private final ObjectMapper json;
  private final LongSupplier clockMs;
  private final String path;
  private final ChangeQueue queue;
  private final Map<HostInfo, PeerStream> streams = new HashMap<>();
  private boolean complete;

  /**
   * @param path with the query that says what the listener wants
   * @param clockMs only goes forward
   */
  public PeerStreams(
      Instances instances,
      Peers peers,
      ObjectMapper json,
      LongSupplier clockMs,
      String path,
      ChangeQueue queue) {
    this.instances = instances;
    this.peers = peers;
    this.json = json;
    this.clockMs = clockMs;
    this.path = path;
    this.queue = queue;
  }

  /**
   * Opens what is missing and drops what is over; to be called now and then. Tells of a gap where
   * an instance was not heard for a while, or has come after all were heard: what it counts may
   * have changed before.
   */
  public void follow() {
    Set<HostInfo> there;
    try {
      there = instances.others();
    } catch (NotReady e) {
      return;
    }
    streams.entrySet().removeIf(entry -> left(there, entry.getKey(), entry.getValue()));
    for (HostInfo peer : there) {
      if (!streams.containsKey(peer)) {
        PeerStream stream = new PeerStream(json, queue, clockMs);
        streams.put(peer, stream);
        peers.follow(peer, path, stream);
        if (complete) {
          queue.gap("instance " + peer.host() + ':' + peer.port() + " has come, or come back");
        }
      }
    }
    complete = complete || streams.values().stream().allMatch(PeerStream::isOpen);
  }

  private boolean left(Set<HostInfo> there, HostInfo peer, PeerStream stream) {
    if (!there.contains(peer)) {
      stream.end();
      return true;
    }
    if (stream.hasEnded(SILENCE_MS)) {
      queue.gap("instance " + peer.host() + ':' + peer.port() + " was not heard");
      return true;
    }
    return false;
  }

  /** Whether every instance that was there at the beginning has been heard. */
  public boolean isComplete() {
    return complete;
  }

  /** How many instances are followed. */
  public int size() {
    return streams.size();
  }

  @Override
  public void close() {
    streams.values().forEach(PeerStream::end);
  }
}
