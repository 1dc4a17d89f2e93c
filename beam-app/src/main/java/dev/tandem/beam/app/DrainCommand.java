package dev.tandem.beam.app;

import dev.tandem.beam.dataflow.Draining;
import dev.tandem.beam.dataflow.ServiceOptions;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code drain}. */
@Command(
    name = "drain",
    description = {
      "Ends a stream on Google Dataflow: what was read is answered, and nothing more is read.",
      "Its state is gone then; submit counts from the beginning again, as a later run."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class DrainCommand implements Runnable {
  @Mixin private ServiceOptions service;

  @Option(
      names = "--job-name",
      paramLabel = "NAME",
      description = "What the job is called (default: tandem-history).")
  private Optional<String> jobName;

  @Spec private CommandSpec command;

  @Override
  public void run() {
    Draining.drain(service, jobName, command.commandLine().getOut());
  }
}
