package dev.tandem.beam;

import dev.tandem.beam.app.BeamCommand;
import dev.tandem.service.PlainOutput;

/** {@code java -jar beam-app.jar}. */
public final class BeamMain {
  private BeamMain() {}

  public static void main(String[] args) {
    PlainOutput.install();
    System.exit(BeamCommand.execute(args));
  }
}
