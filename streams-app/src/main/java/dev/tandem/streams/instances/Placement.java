package dev.tandem.streams.instances;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Where a partition is, as of the last rebalance that this instance has heard of.
 *
 * @param active the instance that counts it; empty while none is known
 * @param standbys those that hold a replica of its state
 */
record Placement(Optional<HostInfo> active, List<HostInfo> standbys) {
  static final Placement UNKNOWN = new Placement(Optional.empty(), List.of());

  Placement {
    standbys = List.copyOf(standbys);
  }

  /** The active instance first. */
  List<HostInfo> all() {
    List<HostInfo> all = new ArrayList<>();
    active.ifPresent(all::add);
    all.addAll(standbys);
    return all;
  }
}
