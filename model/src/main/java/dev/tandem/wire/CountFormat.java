package dev.tandem.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.wire.avro.CountRecord;
import java.net.URLEncoder;
import java.time.Instant;

/**
 * The records of {@code live-counts}. The key is a text, {@code metric/start/end/dimension/...}
 * with ISO instants and percent-encoded values: a compacted topic must give the same bytes for the
 * same key for ever, which an Avro key with a schema id does not. The value repeats it in fields.
 * Thread-safe.
 */
public final class CountFormat {
  private final AvroFormat<CountRecord> format;

  /**
   * An answer of the live side: its parts live and late.
   *
   * @param revised it changed after its window was called closed (contract, section 6)
   */
  public record Count(CountKey key, Tally tally, boolean revised) {}

  public CountFormat(Schemas schemas, String topic) {
    this.format = new AvroFormat<>(schemas, topic, CountRecord.getClassSchema());
  }

  public byte[] key(CountKey key) {
    return textKey(key);
  }

  static byte[] textKey(CountKey key) {
    StringBuilder text = new StringBuilder(128);
    text.append(key.metric());
    text.append('/').append(Instant.ofEpochMilli(key.window().startMs()));
    text.append('/').append(Instant.ofEpochMilli(key.window().endMs()));
    for (String value : key.dimensions()) {
      text.append('/').append(URLEncoder.encode(value, UTF_8));
    }
    return text.toString().getBytes(UTF_8);
  }

  public byte[] write(Count count) {
    CountKey key = count.key();
    return format.encode(
        new CountRecord(
            key.metric(),
            key.dimensions(),
            key.window().startMs(),
            key.window().endMs(),
            AvroParts.write(count.tally().live()),
            AvroParts.write(count.tally().late()),
            count.revised()));
  }

  public Count read(byte[] value) {
    return format.decode(value, CountFormat::count);
  }

  private static Count count(CountRecord count) {
    return new Count(
        new CountKey(
            count.getMetric(),
            count.getDimensions(),
            new Window(count.getWindowStartMs(), count.getWindowEndMs())),
        new Tally(AvroParts.read(count.getLive()), AvroParts.read(count.getLate()), Measures.ZERO),
        count.getRevised());
  }
}
