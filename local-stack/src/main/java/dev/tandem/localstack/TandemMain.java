package dev.tandem.localstack;

import dev.tandem.localstack.launch.TandemCommand;
import dev.tandem.service.PlainOutput;

/** What {@code ./tandem} runs. */
public final class TandemMain {
  private TandemMain() {}

  public static void main(String[] args) {
    PlainOutput.install();
    System.exit(TandemCommand.execute(args));
  }
}
