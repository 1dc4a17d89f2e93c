package dev.tandem.parity.laws;

import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.pipeline.LogRecord;
import dev.tandem.beam.pipeline.RegistryFormats;
import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.domain.Capture;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.spec.Spec;
import dev.tandem.wire.ExpiredFormat;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.RejectionFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import org.apache.beam.sdk.values.KV;

/** Logs as the history side's source gives them, under their number in the batch. */
final class HistoryLogs {
  private static final String REGISTRY = "mock://parity-laws";
  private static final Schemas SCHEMAS = new Schemas(RegistrySettings.of(REGISTRY));
  static final LogFormat LOG = new LogFormat(SCHEMAS, Topics.DEFAULT.captures());
  private static final String PREFIX = "log";

  /** Reads {@code captures-rejected}. */
  static final RejectionFormat REJECTED = new RejectionFormat(SCHEMAS, Topics.DEFAULT.rejected());

  /** Reads {@code captures-expired}. */
  static final ExpiredFormat EXPIRED = new ExpiredFormat(SCHEMAS, Topics.DEFAULT.expired());

  private HistoryLogs() {}

  static HistorySettings settings(Spec spec, boolean bounded) {
    return new HistorySettings(
        spec.metrics(), spec.maxFutureMs(), new RegistryFormats(REGISTRY, ""), bounded);
  }

  /**
   * A capture in a log.
   *
   * @param watermarkMs the highest its partition had reached before it
   */
  static KV<byte[], LogRecord> record(
      int log, Capture capture, int partition, long offset, long watermarkMs) {
    String name = PREFIX + log;
    return KV.of(
        LogRecord.ledgerKey(name, LOG.key(capture)),
        new LogRecord(name, partition, offset, 0, watermarkMs, LOG.write(capture)));
  }

  /** Whatever bytes stand in the one log there is. */
  static KV<byte[], LogRecord> record(byte[] key, byte[] value, long offset) {
    return KV.of(
        LogRecord.ledgerKey("", key),
        new LogRecord("", 0, offset, 0, ArrivalWatermark.UNDEFINED, value));
  }

  /** The number of a log by its name. */
  static int number(String name) {
    return Integer.parseInt(name.substring(PREFIX.length()));
  }

  static String unexpected(Said said) {
    return "rejected " + said.rejected() + ", expired " + said.expired().size() + ", wanted none";
  }
}
