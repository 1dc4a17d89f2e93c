package dev.tandem.wire;

import dev.tandem.wire.avro.CaptureRecord;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/**
 * Avro's model of the generated classes. Avro loads a class that a schema names only where the
 * whole JVM trusts it; ours are found here instead, so that no program has to be started with a
 * list of them, and nothing else in the JVM is trusted more.
 */
final class GeneratedClasses extends SpecificData {
  private static final String PACKAGE = CaptureRecord.class.getPackageName();

  private final Map<String, Class<?>> byName = new ConcurrentHashMap<>();

  GeneratedClasses() {
    super(GeneratedClasses.class.getClassLoader());
    setCustomCoders(true);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Avro declares it
  public Class getClass(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED ->
          PACKAGE.equals(schema.getNamespace())
              ? byName.computeIfAbsent(schema.getFullName(), this::load)
              : super.getClass(schema);
      default -> super.getClass(schema);
    };
  }

  /** A generated class, or nothing, which {@code computeIfAbsent} takes for absent. */
  private Class<?> load(String name) {
    try {
      return Class.forName(name, true, getClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
