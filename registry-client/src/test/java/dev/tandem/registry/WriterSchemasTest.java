package dev.tandem.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a registry that knows its subjects and not the id, and keeps to it, condemns a record. */
class WriterSchemasTest {
  private static final Schema SCHEMA =
      SchemaBuilder.record("Mark").fields().requiredString("source").endRecord();
  private static final String SUBJECT = "captures-mark";
  private static final String OTHER = "captures-capture";
  private static final int UNKNOWN = 4_711;

  private final Clock clock = new Clock();
  private final Registry registry = new Registry();
  private final WriterSchemas schemas =
      new WriterSchemas(RegistrySettings.of("http://registry.example:8081"), registry, clock);

  /** A clock that only waiting moves. */
  private static final class Clock implements WriterSchemas.Waiting {
    private long nowMs = 1_000;

    @Override
    public long nowMs() {
      return nowMs;
    }

    @Override
    public void pause(long pauseMs) {
      nowMs += pauseMs;
    }
  }

  /** A registry that answers by id with something else until a time. */
  private final class Registry extends MockSchemaRegistryClient {
    private Exception trouble = new IOException("none");
    private long troubledUntilMs;
    private int asked;

    void troubled(Exception e, long untilMs) {
      trouble = e;
      troubledUntilMs = untilMs;
    }

    @Override
    public ParsedSchema getSchemaById(int id) throws IOException, RestClientException {
      asked++;
      if (clock.nowMs < troubledUntilMs) {
        if (trouble instanceof RestClientException refused) {
          throw refused;
        }
        if (trouble instanceof RuntimeException thrown) {
          throw thrown;
        }
        throw (IOException) trouble;
      }
      return super.getSchemaById(id);
    }
  }

  private int register(String subject) throws IOException, RestClientException {
    return registry.register(subject, new AvroSchema(SCHEMA));
  }

  private static RestClientException notFound() {
    return new RestClientException("Schema not found", 404, 40403);
  }

  /** Case 2: a node that lags, for as long as that takes. */
  @Test
  void shouldWaitForAnIdThatTheSubjectLists() throws Exception {
    int id = register(SUBJECT);
    registry.troubled(notFound(), clock.nowMs + 45_000);

    assertThat(schemas.byId(id, List.of(SUBJECT))).isEqualTo(SCHEMA);
    assertThat(clock.nowMs).isBetween(46_000L, 49_000L);
  }

  @Test
  void shouldStopAtAnIdThatTheSubjectListsAndNobodyGives() throws Exception {
    int id = register(SUBJECT);
    registry.troubled(notFound(), Long.MAX_VALUE);

    assertThatThrownBy(() -> schemas.byId(id, List.of(SUBJECT)))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("version 1 of its own subject " + SUBJECT)
        .hasMessageEndingWith(
            "Nothing was rejected or lost: check --registry, wait until all its nodes answer alike,"
                + " and start again.");
    assertThat(clock.nowMs).isBetween(121_000L, 124_000L);
  }

  @Test
  void shouldStopAtARegistryThatKnowsNoSubjectOfTheTopic() {
    assertThatThrownBy(() -> schemas.byId(UNKNOWN, List.of(SUBJECT, OTHER)))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("knows neither schema " + UNKNOWN + " nor subject " + SUBJECT);
    assertThat(clock.nowMs).isBetween(121_000L, 124_000L);
  }

  @Test
  void shouldCondemnAnIdThatTheSubjectDoesNotListOnceThatIsSteady() throws Exception {
    register(SUBJECT);

    assertThatThrownBy(() -> schemas.byId(UNKNOWN, List.of(SUBJECT)))
        .isInstanceOf(NoSuchSchemaException.class)
        .hasMessage("the registry http://registry.example:8081 knows no schema " + UNKNOWN);
    assertThat(clock.nowMs).isBetween(6_000L, 9_000L);
  }

  /** A log may hold marks long before its first capture. */
  @Test
  void shouldCondemnWhereOnlyOneOfTheSubjectsIsThereYet() throws Exception {
    register(SUBJECT);

    assertThatThrownBy(() -> schemas.byId(UNKNOWN, List.of(OTHER, SUBJECT)))
        .isInstanceOf(NoSuchSchemaException.class);
  }

  /** A flood of forged ids must not hold up the log by seconds each. */
  @Test
  void shouldNotWaitAgainWhereTheRegistryHasJustBeenProvenSteady() throws Exception {
    register(SUBJECT);
    condemn(UNKNOWN);
    long afterFirstMs = clock.nowMs;
    int askedFirst = registry.asked;

    for (int id = UNKNOWN; id < UNKNOWN + 100; id++) {
      condemn(id);
    }
    assertThat(clock.nowMs).isEqualTo(afterFirstMs);
    assertThat(registry.asked).isEqualTo(askedFirst + 99);
  }

  private void condemn(int id) {
    assertThatThrownBy(() -> schemas.byId(id, List.of(SUBJECT)))
        .isInstanceOf(NoSuchSchemaException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void shouldCondemnAnIdThatNoSchemaCanHaveWithoutAsking(int id) {
    assertThatThrownBy(() -> schemas.byId(id, List.of(SUBJECT)))
        .isInstanceOf(NoSuchSchemaException.class)
        .hasMessage("no registry gives the id " + id + " to a schema");
    assertThat(registry.asked).isZero();
  }

  /** A server's error, a page of HTML, a path that is not the registry's. */
  @ParameterizedTest
  @CsvSource({"500, 50001", "503, 503", "404, 50005", "200, 50005", "404, 404"})
  void shouldWaitForARegistryThatAnswersOtherwise(int status, int errorCode) throws Exception {
    int id = register(SUBJECT);
    registry.troubled(new RestClientException("no", status, errorCode), clock.nowMs + 30_000);

    assertThat(schemas.byId(id, List.of(SUBJECT))).isEqualTo(SCHEMA);
  }

  @Test
  void shouldStopAtARegistryThatStaysAway() {
    registry.troubled(new ConnectException("refused"), Long.MAX_VALUE);

    assertThatThrownBy(() -> schemas.byId(1, List.of(SUBJECT)))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("Nothing answers there: start the registry");
  }

  /** What has just been away may come back without having read all of its data. */
  @Test
  void shouldNotBelieveARegistryThatHasJustBeenAway() throws Exception {
    register(SUBJECT);
    registry.troubled(new ConnectException("refused"), clock.nowMs + 10_000);

    condemn(UNKNOWN);
    assertThat(clock.nowMs).isGreaterThan(10_000 + WriterSchemas.GRACE_AFTER_TROUBLE_MS);
  }

  private static final String NO_AVRO =
      "Invalid schema {\"type\":\"object\"} with refs [] of type JSON";

  @Test
  void shouldCondemnASchemaThatIsNoAvroWhereTheRegistryKnowsTheTopic() throws Exception {
    register(SUBJECT);
    registry.troubled(new IOException(NO_AVRO), Long.MAX_VALUE);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> schemas.byId(7, List.of(SUBJECT)))
          .isInstanceOf(NoSuchSchemaException.class)
          .hasMessage("schema 7 is no Avro schema that can be read");
    }
    assertThat(registry.asked).isEqualTo(1);
    assertThat(clock.nowMs).as("without waiting").isEqualTo(1_000);
  }

  /** Mirrored, for instance; the subjects stay those of the first topic. */
  @Test
  void shouldTakeTheRecordsOfALogThatWasCopiedUnderAnotherName() throws Exception {
    int id = register("captures-Mark");

    assertThat(schemas.byId(id, List.of("copy-Other", "copy-Mark"))).isEqualTo(SCHEMA);
    assertThat(clock.nowMs).as("without waiting").isEqualTo(1_000);
  }

  /** Another team's: the id is taken there too. */
  @Test
  void shouldStopAtARegistryWhoseIdIsASchemaOfAnother() throws Exception {
    int id = register("orders-value");

    assertStopsAt(id, "has another schema under id " + id + ", for it does not know subject");
    int right = register(SUBJECT);
    assertThat(schemas.byId(right, List.of(SUBJECT))).isEqualTo(SCHEMA);
  }

  @Test
  void shouldStopAtARegistryWhoseIdIsNoAvroAndThatDoesNotKnowTheTopic() {
    registry.troubled(new IOException(NO_AVRO), Long.MAX_VALUE);

    assertStopsAt(7, "knows neither schema 7 nor subject");
  }

  @Test
  void shouldStopAtAnAnswerThatTheClientCannotTake() throws Exception {
    register(SUBJECT);
    registry.troubled(new NullPointerException("schema is null"), Long.MAX_VALUE);

    assertStopsAt(1, "cannot fetch schema 1 at registry http://registry.example:8081");
  }

  private void assertStopsAt(int id, String message) {
    long fromMs = clock.nowMs;
    assertThatThrownBy(() -> schemas.byId(id, List.of(SUBJECT, OTHER)))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(message);
    assertThat(clock.nowMs - fromMs).isBetween(120_000L, 123_000L);
  }

  /** What a server that is no registry answers, and a registry's answers that hold no schema. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"status\":\"maintenance\"}",
        "{\"schema\":\"\"}",
        "{\"schema\":null}",
        "null",
        "[]",
        "{\"schemaType\":\"JSON\",\"schema\":\"{\\\"type\\\":\\\"object\\\"}\"}"
      })
  void shouldStopAtAServerThatAnswersWithSomethingElse(String body) throws Exception {
    try (StubRegistry stub = StubRegistry.http()) {
      for (String question : List.of("", "?fetchMaxId=false", "?fetchMaxId=false&subject=")) {
        stub.answer("GET /schemas/ids/7" + question, 200, body);
      }
      RegistrySettings settings = RegistrySettings.of(stub.url());
      WriterSchemas asking = new WriterSchemas(settings, RegistryClients.connect(settings), clock);

      assertThatThrownBy(() -> asking.byId(7, List.of(SUBJECT)))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining(settings.address());
      assertThat(clock.nowMs).isGreaterThan(121_000);
    }
  }
}
