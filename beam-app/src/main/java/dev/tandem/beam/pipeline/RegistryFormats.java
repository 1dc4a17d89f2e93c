package dev.tandem.beam.pipeline;

import dev.tandem.beam.worker.WorkerSettings;
import dev.tandem.registry.RegistryClients;
import dev.tandem.registry.RegistryEnvironment;
import dev.tandem.registry.RegistryFailures;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.wire.ExpiredFormat;
import dev.tandem.wire.HistoryFormat;
import dev.tandem.wire.LedgerFormat;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.ProgressFormat;
import dev.tandem.wire.RejectionFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.Serializable;

/**
 * Where a worker finds the schemas. Credentials never travel with the pipeline: each worker takes
 * them from its own environment or settings.
 *
 * @param registry the registry's address
 */
public record RegistryFormats(String registry, String topicPrefix) implements Serializable {
  /** The formats of what the ledger reads and writes. */
  record Formats(
      LogFormat log, LedgerFormat ledger, ExpiredFormat expired, RejectionFormat rejected) {}

  /** The topics' names. */
  public Topics topics() {
    return new Topics(topicPrefix);
  }

  /** The format of the captures log. */
  public LogFormat logFormat() {
    return new LogFormat(schemas(), topics().captures());
  }

  /** The format of what is rejected. */
  public RejectionFormat rejectionFormat() {
    return new RejectionFormat(schemas(), topics().rejected());
  }

  /** The format of answers. */
  public HistoryFormat historyFormat(String topic) {
    return new HistoryFormat(schemas(), topic);
  }

  /** The format of progress. */
  public ProgressFormat progressFormat() {
    return new ProgressFormat(schemas(), topics().progress());
  }

  Formats connect() {
    Schemas schemas = schemas();
    return new Formats(
        new LogFormat(schemas, topics().captures()),
        new LedgerFormat(schemas, topicPrefix + "history-ledger"),
        new ExpiredFormat(schemas, topics().expired()),
        new RejectionFormat(schemas, topics().rejected()));
  }

  /**
   * Asks the registry for something, and writes nothing to it.
   *
   * @throws dev.tandem.registry.RegistryException where it does not answer
   */
  public void requireReachable() {
    RegistrySettings settings = settings();
    try {
      RegistryClients.connect(settings).getAllSubjects();
    } catch (IOException | RestClientException e) {
      throw RegistryFailures.explain(settings, "list subjects", e);
    }
  }

  private RegistrySettings settings() {
    return new RegistryEnvironment(WorkerSettings.environment()).settings(registry);
  }

  private Schemas schemas() {
    return new Schemas(settings());
  }
}
