package dev.tandem.beam.app;

import dev.tandem.beam.sink.Sinks;
import dev.tandem.beam.source.LogSource;
import dev.tandem.beam.state.StateOrigin;
import dev.tandem.spec.DurationText;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * What a stream's state is made by. State holds the source with the addresses it was begun with, so
 * they are part of it.
 */
final class Origin {
  /** Another number where state is written in another shape. */
  private static final String STATE_FORMAT = "1";

  private Origin() {}

  static StateOrigin of(LogSource source, Spec spec, Sinks sinks) throws InterruptedException {
    SortedMap<String, String> facts = log(source);
    facts.put("bootstrap servers", source.kafka().get("bootstrap.servers"));
    facts.put("registry", source.registry().registry());
    facts.put("sinks", String.join(", ", sinks.texts()));
    facts.put("arrival slack", DurationText.format(spec.arrivalSlackMs()));
    facts.put("max future", DurationText.format(spec.maxFutureMs()));
    for (MetricSpec metric : spec.metrics()) {
      MetricSpec.History history = metric.history();
      facts.put(
          "metric " + metric.metric().id(),
          "early "
              + history.early().text()
              + ", late "
              + history.late().text()
              + ", "
              + history.accumulation().name().toLowerCase(Locale.ROOT));
    }
    return new StateOrigin(facts);
  }

  /**
   * The same for a runner that is given the whole pipeline anew with the state: only which log is
   * counted into which metrics, and the shape of the state.
   */
  static StateOrigin ofState(LogSource source, List<MetricSpec> metrics)
      throws InterruptedException {
    SortedMap<String, String> facts = log(source);
    facts.put("format", STATE_FORMAT);
    // Where panes were discarded, state lacks what they said.
    metrics.forEach(
        metric ->
            facts.put("metric " + metric.metric().id(), metric.history().accumulation().name()));
    return new StateOrigin(facts);
  }

  private static SortedMap<String, String> log(LogSource source) throws InterruptedException {
    TreeMap<String, String> facts = new TreeMap<>();
    String topic = source.registry().topics().captures();
    Map<String, Object> config = source.clientConfig();
    try (Admin admin = Admin.create(config)) {
      facts.put("cluster", admin.describeCluster().clusterId().get());
      facts.put(
          "log",
          topic
              + " ("
              + admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).topicId()
              + ")");
    } catch (ExecutionException e) {
      throw new UserError(
          "topic " + topic + " cannot be looked up: " + e.getCause().getMessage(), e);
    }
    facts.put("partitions", Integer.toString(source.partitions()));
    return facts;
  }
}
