package dev.tandem.beam.dataflow;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Finds what must not travel with a job: everybody who may see the job reads its pipeline. Kafka
 * itself says which of its settings are passwords.
 */
public final class KafkaSecrets {
  private static final Set<String> WORDS =
      Set.of("password", "secret", "credential", "token.value");
  private static final String REMEDY = " and put kafka.%s=... into the file of --worker-settings";

  private KafkaSecrets() {}

  /**
   * Checks what {@code --kafka-config} has.
   *
   * @throws DataflowException naming each setting, and no value
   */
  public static void refuse(Map<String, String> kafka) {
    Map<String, ConfigDef.Type> types = types();
    Problems problems = new Problems();
    for (String name : new TreeMap<>(kafka).keySet()) {
      if (secret(name, types)) {
        problems.add(
            "--kafka-config: "
                + name
                + " is a secret, and would stand in the job for everybody who may see it: take it"
                + " out,"
                + String.format(Locale.ROOT, REMEDY, name));
      } else if (name.endsWith(".location") || name.endsWith(".file")) {
        problems.add(
            "--kafka-config: "
                + name
                + " = "
                + kafka.get(name)
                + ": workers have no files of this machine: take it out,"
                + String.format(Locale.ROOT, REMEDY, name)
                + ", a gs:// address, which each worker copies");
      }
    }
    problems.refuse();
  }

  private static boolean secret(String name, Map<String, ConfigDef.Type> types) {
    return types.get(name) == ConfigDef.Type.PASSWORD
        || WORDS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains);
  }

  private static Map<String, ConfigDef.Type> types() {
    Map<String, ConfigDef.Type> types = new TreeMap<>();
    for (ConfigDef known :
        List.of(
            ConsumerConfig.configDef(),
            ProducerConfig.configDef(),
            AdminClientConfig.configDef())) {
      known.configKeys().forEach((name, key) -> types.put(name, key.type));
    }
    return types;
  }
}
