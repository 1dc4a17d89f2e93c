package dev.tandem.benchmarks.system;

import java.util.Optional;

/** Reads the records of an answers topic. */
public interface AnswerReader {
  /**
   * Whether the answer is about this metric, told by the key and cheaply.
   *
   * @param metric an id
   */
  boolean isAbout(String metric, byte[] key);

  /** The answer; empty where the record is none. */
  Optional<Answer> read(byte[] key, byte[] value);
}
