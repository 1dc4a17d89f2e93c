package dev.tandem.streams.topology;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What becomes of a capture that meets damaged state: it can be read but not counted. */
public enum OnError {
  /** The application stops, with the capture's position; nothing of it is counted. */
  STOP("stop"),
  /** It goes to {@code captures-rejected} with its position, and counting goes on. */
  DEAD_LETTER("dead-letter");

  private final String text;

  OnError(String text) {
    this.text = text;
  }

  /** As a setting writes it. */
  public String text() {
    return text;
  }

  public static Optional<OnError> named(String text) {
    return Arrays.stream(values()).filter(choice -> choice.text.equals(text)).findFirst();
  }

  /** All choices, for messages. */
  public static String names() {
    return Arrays.stream(values()).map(OnError::text).collect(Collectors.joining(", "));
  }
}
