package dev.tandem.registry;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.Schema;

/**
 * Finds the schemas that records were written with (contract, section 1). Each is asked for once.
 *
 * <p>An id that the registry does not know, or knows as another schema, condemns a record for ever,
 * so it must be known that it is the record's fault. A registry that cannot be reached, answers
 * nonsense, does not know the topic's subjects (and has another record under the id: it may be
 * another team's), or does not know an id that it lists among their versions, is asked again with
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

  /** What the registry says of an id. */
  private sealed interface Answer {
    record Found(Schema schema) implements Answer {}

    /** Records of no topic of ours can have it. */
    record Foreign(String why) implements Answer {}
  }

  private record Condemned(long sinceMs, String why) {
    NoSuchSchemaException thrown() {
      return new NoSuchSchemaException(why);
    }
  }

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

  /** Topics' subjects of which the registry has listed one. */
  private final Set<List<String>> listed = ConcurrentHashMap.newKeySet();

  /** Guarded by itself. */
  private final Map<Integer, Condemned> unknown =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Condemned> eldest) {
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
    Optional<Condemned> condemned = condemned(id);
    if (condemned.isPresent()) {
      throw condemned.get().thrown();
    }
    Schema schema = find(id, subjects);
    found.put(id, schema);
    return schema;
  }

  private Optional<Condemned> condemned(int id) {
    synchronized (unknown) {
      return Optional.ofNullable(unknown.get(id))
          .filter(condemned -> waiting.nowMs() - condemned.sinceMs < BELIEVED_MS);
    }
  }

  private NoSuchSchemaException condemn(int id, String why, long nowMs) {
    Condemned condemned = new Condemned(nowMs, why);
    synchronized (unknown) {
      unknown.put(id, condemned);
    }
    return condemned.thrown();
  }

  private Schema find(int id, List<String> subjects) {
    long fromMs = waiting.nowMs();
    for (long pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      Optional<RegistryException> doubt = Optional.empty();
      Optional<Answer> answer = Optional.empty();
      try {
        answer = ask(id);
        if (answer.isPresent() && answer.get() instanceof Answer.Found schema) {
          if (isOf(schema.schema(), subjects) || knowsTopic(subjects)) {
            return schema.schema();
          }
          throw RegistryFailures.otherSchema(settings, id, subjects.get(0));
        }
        doubt = doubt(id, subjects);
      } catch (RegistryException e) {
        doubt = Optional.of(e);
      }
      long nowMs = waiting.nowMs();
      if (doubt.isEmpty() && answer.isPresent() && answer.get() instanceof Answer.Foreign foreign) {
        throw condemn(id, foreign.why(), nowMs);
      }
      if (doubt.isEmpty() && isSteady(fromMs, nowMs)) {
        believedMs = Optional.of(nowMs);
        throw condemn(id, "the registry " + settings.address() + " knows no schema " + id, nowMs);
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

  /** Empty where the registry says that it does not know the id. */
  private Optional<Answer> ask(int id) {
    String wanted = "fetch schema " + id;
    try {
      ParsedSchema schema = client.getSchemaById(id);
      if (!(schema instanceof AvroSchema avro)) {
        return foreign("schema " + id + " is not Avro but " + schema.schemaType());
      }
      if (avro.rawSchema() == null) {
        throw RegistryFailures.explain(
            settings, wanted, new IOException("the answer holds no schema"));
      }
      return Optional.of(new Answer.Found(avro.rawSchema()));
    } catch (RestClientException e) {
      // The in-memory registry calls an id that no subject has a subject's.
      if (e.getErrorCode() == SCHEMA_NOT_FOUND || e.getErrorCode() == SUBJECT_NOT_FOUND) {
        return Optional.empty();
      }
      throw RegistryFailures.explain(settings, wanted, e);
    } catch (IOException e) {
      if (isNoAvro(e)) {
        return foreign("schema " + id + " is no Avro schema that can be read");
      }
      throw RegistryFailures.explain(settings, wanted, e);
    } catch (RegistryException e) {
      throw e;
    } catch (RuntimeException e) {
      // The client's, of an answer that is no registry's.
      throw RegistryFailures.explain(settings, wanted, e);
    }
  }

  private static Optional<Answer> foreign(String why) {
    return Optional.of(new Answer.Foreign(why));
  }

  /**
   * Whether it is a record of the topic by its name, with which its subject ends. A log that was
   * copied under another name has its subjects under the first.
   */
  private static boolean isOf(Schema schema, List<String> subjects) {
    return schema.getType() == Schema.Type.RECORD
        && subjects.stream().anyMatch(subject -> subject.endsWith('-' + schema.getFullName()));
  }

  /** Whether the registry lists a subject that the topic's records are written under. */
  private boolean knowsTopic(List<String> subjects) {
    if (listed.contains(subjects)) {
      return true;
    }
    for (String subject : subjects) {
      if (!versions(subject).isEmpty()) {
        listed.add(List.copyOf(subjects));
        return true;
      }
    }
    return false;
  }

  /** Empty where the registry does not know the subject. */
  private List<Integer> versions(String subject) {
    String wanted = "list the versions of subject " + subject;
    try {
      return client.getAllVersions(subject);
    } catch (RestClientException e) {
      if (e.getErrorCode() == SUBJECT_NOT_FOUND) {
        return List.of();
      }
      throw RegistryFailures.explain(settings, wanted, e);
    } catch (IOException | RuntimeException e) {
      throw RegistryFailures.explain(settings, wanted, e);
    }
  }

  /** What the client says of a schema that it was given and could not parse. */
  private static boolean isNoAvro(IOException e) {
    return e.getMessage() != null && e.getMessage().startsWith("Invalid schema ");
  }

  /** Why the registry is not to be believed that an id is not one of the topic's. */
  private Optional<RegistryException> doubt(int id, List<String> subjects) {
    boolean known = false;
    for (String subject : subjects) {
      for (int version : versions(subject)) {
        known = true;
        if (idOf(subject, version) == id) {
          return Optional.of(RegistryFailures.lagging(settings, id, subject, version));
        }
      }
    }
    return known
        ? Optional.empty()
        : Optional.of(RegistryFailures.unknownSubject(settings, id, subjects.get(0)));
  }

  private int idOf(String subject, int version) {
    try {
      return client.getSchemaMetadata(subject, version).getId();
    } catch (IOException | RestClientException | RuntimeException e) {
      throw RegistryFailures.explain(
          settings, "fetch version " + version + " of subject " + subject, e);
    }
  }
}
