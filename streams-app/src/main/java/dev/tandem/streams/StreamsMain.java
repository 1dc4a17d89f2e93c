package dev.tandem.streams;

import dev.tandem.service.PlainOutput;
import dev.tandem.streams.app.StreamsCommand;

/** {@code java -jar streams-app.jar}. */
public final class StreamsMain {
  private StreamsMain() {}

  public static void main(String[] args) {
    PlainOutput.install();
    System.exit(StreamsCommand.execute(args));
  }
}
