package dev.tandem.streams.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.counting.Quality;
import dev.tandem.spec.Spec;
import dev.tandem.streams.changes.ChangeHub;
import dev.tandem.streams.changes.PeerStreams;
import dev.tandem.streams.counts.Counts;
import dev.tandem.streams.counts.LocalCounts;
import dev.tandem.streams.counts.OpenWindows;
import dev.tandem.streams.instances.Forwarding;
import dev.tandem.streams.instances.Instances;
import dev.tandem.streams.instances.LocalStores;
import dev.tandem.streams.instances.Peers;
import dev.tandem.streams.monitoring.LiveReadings;
import dev.tandem.streams.query.Backend;
import dev.tandem.streams.query.Reported;
import dev.tandem.streams.topology.ActiveTasks;
import dev.tandem.streams.topology.LiveFormats;
import dev.tandem.streams.why.DocumentReasons;
import dev.tandem.streams.why.LocalLedger;
import dev.tandem.streams.why.LogReader;
import dev.tandem.wire.ProgressFormat.Progress;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/** Puts together what answers queries and what is measured, of a built application. */
record Serving(Spec spec, ObjectMapper json, int partitions, LongSupplier clockMs) {

  Backend backend(
      KafkaStreams streams,
      HostInfo self,
      LocalStores stores,
      LiveFormats formats,
      Reported reported,
      ChangeHub changes,
      LogReader log) {
    Instances instances = new Instances(streams, self);
    Peers peers = new Peers(json);
    Forwarding forwarding = new Forwarding(instances, peers);
    var counts = new LocalCounts(stores, spec, partitions).endpoint();
    var ledger = new LocalLedger(stores, partitions).endpoint();
    return new Backend(
        new Counts(forwarding, counts, partitions),
        reported,
        new DocumentReasons(forwarding, ledger, formats.ledger(), log, spec, partitions),
        changes,
        (path, queue) -> new PeerStreams(instances, peers, json, clockMs, path, queue),
        List.of(counts, ledger));
  }

  LiveReadings readings(LocalStores stores, ActiveTasks active, Reported reported) {
    OpenWindows openWindows = new OpenWindows(stores, active, spec, partitions);
    return new LiveReadings() {
      @Override
      public Map<Quality, Long> quality() {
        return reported.quality();
      }

      @Override
      public List<Progress> progress() {
        return reported.progress();
      }

      @Override
      public Map<String, Integer> openWindows() {
        return openWindows.count();
      }
    };
  }
}
