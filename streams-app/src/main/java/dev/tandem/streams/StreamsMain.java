package dev.tandem.streams;

import dev.tandem.streams.app.StreamsCommand;

/** {@code java -jar streams-app.jar}. */
public final class StreamsMain {
  private StreamsMain() {}

  public static void main(String[] args) {
    System.exit(StreamsCommand.execute(args));
  }
}
