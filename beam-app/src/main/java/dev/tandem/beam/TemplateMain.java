package dev.tandem.beam;

import dev.tandem.beam.app.BeamCommand;

/** What the launcher of a Flex Template starts, with the template's parameters. */
public final class TemplateMain {
  private TemplateMain() {}

  public static void main(String[] parameters) {
    System.exit(BeamCommand.executeTemplate(parameters));
  }
}
