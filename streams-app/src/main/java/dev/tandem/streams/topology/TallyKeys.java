package dev.tandem.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Window;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;

/**
 * Keys of the repartition topic, {@code metric 0 dimension 0 dimension 0 ...}, and of the tallies
 * store, {@code metric 0 start end dimension 0 ...} with the window's ends as 8 bytes whose
 * unsigned order is the order of time. So one window of a metric is one range of the store, and
 * windows follow each other: what top N and forgetting need. One key over many windows is looked up
 * window by window. Texts hold no NUL, as XML cannot; each ends with one, so that no dimension is
 * not the same as one that is empty.
 */
public final class TallyKeys {
  private static final byte SEPARATOR = 0;

  private TallyKeys() {}

  static byte[] repartition(String metric, List<String> dimensions) {
    StringBuilder key = new StringBuilder(metric).append('\0');
    dimensions.forEach(value -> key.append(value).append('\0'));
    return key.toString().getBytes(UTF_8);
  }

  /** The partition that counts a metric's dimension values. */
  public static int partition(String metric, List<String> dimensions, int partitions) {
    return Utils.toPositive(Utils.murmur2(repartition(metric, dimensions))) % partitions;
  }

  /** The tally key of a window, out of a repartition key. */
  static Bytes tally(byte[] repartitionKey, Window window) {
    int split = indexOf(repartitionKey, 0);
    ByteBuffer key = ByteBuffer.allocate(repartitionKey.length + 16);
    key.put(repartitionKey, 0, split + 1);
    putWindow(key, window);
    key.put(repartitionKey, split + 1, repartitionKey.length - split - 1);
    return Bytes.wrap(key.array());
  }

  /** The store's key for an answer. */
  public static Bytes tally(CountKey key) {
    return tally(repartition(key.metric(), key.dimensions()), key.window());
  }

  /** The first key that an answer about a metric's window can have. */
  public static Bytes first(String metric, Window window) {
    return Bytes.wrap(prefix(metric, window));
  }

  /**
   * The last key that an answer about a metric's window can have, for a range that includes its
   * end.
   */
  public static Bytes last(String metric, Window window) {
    byte[] prefix = prefix(metric, window);
    byte[] last = Arrays.copyOf(prefix, prefix.length + 1);
    last[prefix.length] = (byte) 0xff;
    return Bytes.wrap(last);
  }

  /** The first key that a metric can have. */
  static Bytes first(String metric) {
    return Bytes.wrap((metric + '\0').getBytes(UTF_8));
  }

  /** Beyond the last key that a metric can have, and before every other metric's that follows. */
  static Bytes last(String metric) {
    return Bytes.wrap((metric + '\1').getBytes(UTF_8));
  }

  /** The metric of a key, of the repartition topic or of the store. */
  static String metric(byte[] key) {
    return new String(key, 0, indexOf(key, 0), UTF_8);
  }

  /** The window of a key of the store. */
  static Window window(Bytes tallyKey) {
    byte[] bytes = tallyKey.get();
    ByteBuffer ends = ByteBuffer.wrap(bytes, indexOf(bytes, 0) + 1, 16);
    return new Window(ends.getLong() ^ Long.MIN_VALUE, ends.getLong() ^ Long.MIN_VALUE);
  }

  /** What a key of the store is about. */
  public static CountKey parse(Bytes tallyKey) {
    byte[] bytes = tallyKey.get();
    int split = indexOf(bytes, 0);
    String dimensions = new String(bytes, split + 17, bytes.length - split - 17, UTF_8);
    return new CountKey(new String(bytes, 0, split, UTF_8), texts(dimensions), window(tallyKey));
  }

  /** The metric and dimension values of a repartition key, for a window. */
  static CountKey countKey(byte[] repartitionKey, Window window) {
    List<String> texts = texts(new String(repartitionKey, UTF_8));
    return new CountKey(texts.get(0), texts.subList(1, texts.size()), window);
  }

  /** The texts of which each ends with NUL. */
  private static List<String> texts(String text) {
    String[] parts = text.split("\0", -1);
    return Arrays.asList(parts).subList(0, parts.length - 1);
  }

  private static byte[] prefix(String metric, Window window) {
    ByteArrayOutputStream prefix = new ByteArrayOutputStream();
    prefix.writeBytes(metric.getBytes(UTF_8));
    prefix.write(SEPARATOR);
    ByteBuffer ends = ByteBuffer.allocate(16);
    putWindow(ends, window);
    prefix.writeBytes(ends.array());
    return prefix.toByteArray();
  }

  private static void putWindow(ByteBuffer to, Window window) {
    to.putLong(window.startMs() ^ Long.MIN_VALUE).putLong(window.endMs() ^ Long.MIN_VALUE);
  }

  private static int indexOf(byte[] bytes, int from) {
    int i = from;
    while (bytes[i] != SEPARATOR) {
      i++;
    }
    return i;
  }
}
