package dev.tandem.beam.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A capture as it stands in the log.
 *
 * @param log which log, where one pipeline counts several that have nothing to do with each other;
 *     empty where there is one. Its answers bear it before their dimension values
 * @param partition of the captures log
 * @param appendedMs when the broker appended it
 * @param watermarkMs the highest arrival watermark its partition had reached before it, epoch
 *     milliseconds; {@link Long#MIN_VALUE} where there was none
 * @param value Avro with the registry's header
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Never compared; a copy for each record would cost more than it saves.
public record LogRecord(
    String log, int partition, long offset, long appendedMs, long watermarkMs, byte[] value) {

  /** The ledger's key for a record's key. */
  public static byte[] ledgerKey(String log, byte[] key) {
    if (log.isEmpty()) {
      return key;
    }
    byte[] prefix = (log + '\0').getBytes(UTF_8);
    byte[] ledgerKey = new byte[prefix.length + key.length];
    System.arraycopy(prefix, 0, ledgerKey, 0, prefix.length);
    System.arraycopy(key, 0, ledgerKey, prefix.length, key.length);
    return ledgerKey;
  }
}
