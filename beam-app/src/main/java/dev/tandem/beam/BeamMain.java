package dev.tandem.beam;

import dev.tandem.beam.app.BeamCommand;

/** {@code java -jar beam-app.jar}. */
public final class BeamMain {
  private BeamMain() {}

  public static void main(String[] args) {
    System.exit(BeamCommand.execute(args));
  }
}
