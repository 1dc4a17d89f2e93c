package dev.tandem.beam;

import dev.tandem.beam.app.BeamCommand;
import dev.tandem.service.PlainOutput;

/** What the launcher of a Flex Template starts, with the template's parameters. */
public final class TemplateMain {
  private TemplateMain() {}

  public static void main(String[] parameters) {
    PlainOutput.install();
    System.exit(BeamCommand.executeTemplate(parameters));
  }
}
