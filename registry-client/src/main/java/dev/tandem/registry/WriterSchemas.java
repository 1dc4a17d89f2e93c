package dev.tandem.registry;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.Schema;

/**
 * Finds the schemas that records were written with (contract, section 1). Each is asked for once.
 *
 * <p>An id that the registry does not know condemns a record for ever, so it must be known that it
 * is the record's fault. A registry that cannot be reached, answers nonsense, does not know the
 * topic's subjects, or does not know an id that it lists among their versions, is asked again with
 * growing pauses, and then stopped at. One that knows the subjects but not the id, and keeps to
 * that for a while, is believed. Thread-safe.
 */
public final class WriterSchemas {
  /** Less than a consumer's {@code max.poll.interval.ms}, so that waiting costs no partition. */
  static final long PATIENCE_MS = 120_000;

  /** So long an id must stay unknown: nodes of a registry follow one another. */
  static final long GRACE_MS = 5_000;

  /** So long after an answer that could not be right. */
  static final long GRACE_AFTER_TROUBLE_MS = 30_000;

  /** So long a condemned id, and the registry that does not know it, is not doubted again. */
  static final long BELIEVED_MS = 60_000;

  private static final long FIRST_PAUSE_MS = 100;
  private static final long LONGEST_PAUSE_MS = 2_000;
  private static final int MOST_UNKNOWN = 10_000;
  private static final int SUBJECT_NOT_FOUND = 40401;
  private static final int SCHEMA_NOT_FOUND = 40403;

  /** Time, and how it passes. */
  interface Waiting {
    long nowMs();

    void pause(long pauseMs);

    /** The machine's. */
    static Waiting real() {
      return new Waiting() {
        @Override
        public long nowMs() {
          return System.nanoTime() / 1_000_000;
        }

        @Override
        public void pause(long pauseMs) {
          LockSupport.parkNanos(pauseMs * 1_000_000);
        }
      };
    }
  }

  private final RegistrySettings settings;
  private final SchemaRegistryClient client;
  private final Waiting waiting;
  private final Map<Integer, Schema> found = new ConcurrentHashMap<>();

  /** When they were condemned; guarded by itself. */
  private final Map<Integer, Long> unknown =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Long> eldest) {
          return size() > MOST_UNKNOWN;
        }
      };

  private volatile Optional<Long> troubleMs = Optional.empty();
  private volatile Optional<Long> believedMs = Optional.empty();

  /** Those of a registry. */
  public WriterSchemas(RegistrySettings settings, SchemaRegistryClient client) {
    this(settings, client, Waiting.real());
  }

  WriterSchemas(RegistrySettings settings, SchemaRegistryClient client, Waiting waiting) {
    this.settings = settings;
    this.client = client;
    this.waiting = waiting;
  }

  /**
   * The schema of an id.
   *
   * @param subjects those that the topic's records are written under
   * @throws NoSuchSchemaException where no record of the topic can have that id
   * @throws RegistryException where the registry does not know better after a while
   */
  public Schema byId(int id, List<String> subjects) {
    Schema known = found.get(id);
    if (known != null) {
      return known;
    }
    if (id < 1) {
      throw new NoSuchSchemaException("no registry gives the id " + id + " to a schema");
    }
    if (isCondemned(id)) {
      throw condemned(id);
    }
    Schema schema = find(id, subjects);
    found.put(id, schema);
    return schema;
  }

  private boolean isCondemned(int id) {
    synchronized (unknown) {
      Long sinceMs = unknown.get(id);
      return sinceMs != null && waiting.nowMs() - sinceMs < BELIEVED_MS;
    }
  }

  private Schema find(int id, List<String> subjects) {
    long fromMs = waiting.nowMs();
    for (long pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      Optional<RegistryException> doubt = Optional.empty();
      try {
        Optional<Schema> schema = ask(id);
        if (schema.isPresent()) {
          return schema.get();
        }
        doubt = doubt(id, subjects);
      } catch (RegistryException e) {
        doubt = Optional.of(e);
      }
      long nowMs = waiting.nowMs();
      if (doubt.isEmpty() && isSteady(fromMs, nowMs)) {
        believedMs = Optional.of(nowMs);
        synchronized (unknown) {
          unknown.put(id, nowMs);
        }
        throw condemned(id);
      }
      if (doubt.isPresent()) {
        troubleMs = Optional.of(nowMs);
        if (nowMs - fromMs >= PATIENCE_MS || Thread.currentThread().isInterrupted()) {
          throw doubt.get();
        }
      }
      waiting.pause(pauseMs);
    }
  }

  /** Whether the registry has said the same for long enough to be believed. */
  private boolean isSteady(long fromMs, long nowMs) {
    if (settings.isMock() || Thread.currentThread().isInterrupted()) {
      return true;
    }
    boolean afterTrouble = troubleMs.isEmpty() || nowMs - troubleMs.get() >= GRACE_AFTER_TROUBLE_MS;
    boolean proven = believedMs.isPresent() && nowMs - believedMs.get() < BELIEVED_MS;
    return afterTrouble && (proven || nowMs - fromMs >= GRACE_MS);
  }

  private NoSuchSchemaException condemned(int id) {
    return new NoSuchSchemaException(
        "the registry " + settings.address() + " knows no schema " + id);
  }

  /** Empty where the registry says that it does not know the id. */
  private Optional<Schema> ask(int id) {
    try {
      ParsedSchema schema = client.getSchemaById(id);
      if (schema instanceof AvroSchema avro) {
        return Optional.of(avro.rawSchema());
      }
      throw new NoSuchSchemaException("schema " + id + " is not Avro but " + schema.schemaType());
    } catch (RestClientException e) {
      // The in-memory registry calls an id that no subject has a subject's.
      if (e.getErrorCode() == SCHEMA_NOT_FOUND || e.getErrorCode() == SUBJECT_NOT_FOUND) {
        return Optional.empty();
      }
      throw RegistryFailures.explain(settings, "fetch schema " + id, e);
    } catch (IOException e) {
      if (isNoAvro(e)) {
        throw new NoSuchSchemaException("schema " + id + " is no Avro schema that can be read", e);
      }
      throw RegistryFailures.explain(settings, "fetch schema " + id, e);
    }
  }

  /** What the client says of a schema that it was given and could not parse. */
  private static boolean isNoAvro(IOException e) {
    return e.getMessage() != null && e.getMessage().startsWith("Invalid schema ");
  }

  /** Why the registry is not to be believed that it does not know an id. */
  private Optional<RegistryException> doubt(int id, List<String> subjects) {
    List<String> missing = new ArrayList<>();
    for (String subject : subjects) {
      try {
        for (int version : client.getAllVersions(subject)) {
          if (client.getSchemaMetadata(subject, version).getId() == id) {
            return Optional.of(RegistryFailures.lagging(settings, id, subject, version));
          }
        }
      } catch (RestClientException e) {
        if (e.getErrorCode() != SUBJECT_NOT_FOUND) {
          throw RegistryFailures.explain(settings, "list the versions of subject " + subject, e);
        }
        missing.add(subject);
      } catch (IOException e) {
        throw RegistryFailures.explain(settings, "list the versions of subject " + subject, e);
      }
    }
    return missing.size() == subjects.size()
        ? Optional.of(RegistryFailures.unknownSubject(settings, id, missing.get(0)))
        : Optional.empty();
  }
}
