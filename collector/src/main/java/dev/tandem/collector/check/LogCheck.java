package dev.tandem.collector.check;

import dev.tandem.collector.log.LogException;
import dev.tandem.collector.log.LogInspection;
import dev.tandem.collector.log.LogSettings;
import java.util.List;
import java.util.Optional;

/** The brokers and the topics. */
final class LogCheck {
  private static final String POLICY = "cleanup.policy";
  private static final String TIMESTAMPS = "message.timestamp.type";

  private final LogSettings settings;
  private final Findings findings;

  LogCheck(LogSettings settings, Findings findings) {
    this.settings = settings;
    this.findings = findings;
  }

  /** What is there; empty where the brokers do not answer. */
  Optional<LogInspection> run() {
    try {
      LogInspection log = LogInspection.of(settings);
      brokers(log);
      captures(log);
      state(log);
      return Optional.of(log);
    } catch (LogException e) {
      findings.problem("kafka", e);
      return Optional.empty();
    }
  }

  private void brokers(LogInspection log) {
    String found = settings.bootstrapServers() + " answers: brokers " + log.brokers();
    if (settings.replicationFactor().isPresent()
        && settings.replicationFactor().get() > log.brokers()) {
      findings.problem(
          "kafka",
          found + ", fewer than --replication-factor " + settings.replicationFactor().get(),
          List.of(),
          "give a --replication-factor of at most " + log.brokers());
    } else {
      findings.ok("kafka", found);
    }
  }

  private void captures(LogInspection log) {
    String name = settings.topics().captures();
    Optional<LogInspection.Topic> found = Optional.ofNullable(log.topics().get(name));
    int wanted = settings.partitions().orElse(LogSettings.DEFAULT_PARTITIONS);
    if (found.isEmpty()) {
      findings.ok(
          "topic", "topic " + name + " will be created with " + wanted + " partitions, for ever");
      return;
    }
    LogInspection.Topic topic = found.get();
    boolean fine = true;
    if (settings.partitions().isPresent() && wanted != topic.partitions()) {
      fine = false;
      findings.problem(
          "topic",
          "topic " + name + " has " + topic.partitions() + " partitions, not " + wanted,
          List.of(),
          "leave --partitions out, or write to other topics with --topic-prefix; their number"
              + " cannot be changed, as a document's copies would come apart");
    }
    if (topic.setting(POLICY).contains("compact")) {
      fine = false;
      findings.problem(
          "topic",
          "topic " + name + " is compacted, which would lose captures",
          List.of(),
          alter(name, POLICY + "=delete"));
    }
    if (!topic.setting(TIMESTAMPS).equals("LogAppendTime")) {
      fine = false;
      findings.problem(
          "topic",
          "topic " + name + " keeps the writer's time, but closing of windows needs the broker's",
          List.of(),
          alter(name, TIMESTAMPS + "=LogAppendTime"));
    }
    if (!topic.setting("retention.ms").equals("-1")
        || !topic.setting("retention.bytes").equals("-1")) {
      fine = false;
      findings.advice(
          "topic",
          "topic " + name + " forgets captures, as it has a retention",
          List.of(),
          "archive it, or: " + alter(name, "retention.ms=-1,retention.bytes=-1"));
    }
    if (fine) {
      findings.ok("topic", "topic " + name + " has " + topic.partitions() + " partitions");
    }
  }

  private void state(LogInspection log) {
    String name = settings.topics().collectorState();
    LogInspection.Topic topic = log.topics().get(name);
    if (topic != null && !topic.setting(POLICY).equals("compact")) {
      findings.advice(
          "topic",
          "topic "
              + name
              + " forgets (cleanup.policy="
              + topic.setting(POLICY)
              + "), so a collector would lose track of where it was",
          List.of(),
          alter(name, POLICY + "=compact"));
    }
  }

  private String alter(String topic, String config) {
    return "kafka-configs.sh --bootstrap-server "
        + settings.bootstrapServers()
        + " --alter --topic "
        + topic
        + " --add-config "
        + config;
  }
}
