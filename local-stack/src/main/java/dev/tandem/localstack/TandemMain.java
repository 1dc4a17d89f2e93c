package dev.tandem.localstack;

import dev.tandem.localstack.launch.TandemCommand;

/** What {@code ./tandem} runs. */
public final class TandemMain {
  private TandemMain() {}

  public static void main(String[] args) {
    System.exit(TandemCommand.execute(args));
  }
}
