package dev.tandem.beam.source;

import java.util.List;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark;

/**
 * The positions in Kafka that Beam keeps in checkpoints. Its coder for them is Avro's, which since
 * 1.12.2 looks up no class that the JVM does not trust: what a position is made of is added to
 * those.
 */
final class KafkaPositions {
  private static final ClassSecurityPredicate CLASSES =
      ClassSecurityValidator.builder()
          .add(KafkaCheckpointMark.class)
          .add(KafkaCheckpointMark.PartitionMark.class)
          .add(List.class)
          .build();

  private KafkaPositions() {}

  /** Lets Avro read them in this JVM. */
  static void trust() {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), CLASSES));
  }
}
