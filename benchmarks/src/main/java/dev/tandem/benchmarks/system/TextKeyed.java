package dev.tandem.benchmarks.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Answers whose keys are texts that begin with the metric's id and a slash. */
public final class TextKeyed implements AnswerReader {
  private final Function<byte[], Answer> values;

  /**
   * @param values reads a value
   */
  public TextKeyed(Function<byte[], Answer> values) {
    this.values = values;
  }

  @Override
  public boolean isAbout(String metric, byte[] key) {
    byte[] id = metric.getBytes(UTF_8);
    return key.length > id.length
        && key[id.length] == '/'
        && Arrays.equals(key, 0, id.length, id, 0, id.length);
  }

  @Override
  public Optional<Answer> read(byte[] key, byte[] value) {
    return Optional.of(values.apply(value));
  }
}
