package dev.tandem.beam.app;

import dev.tandem.beam.template.TemplateFile;
import dev.tandem.beam.template.TemplateParameters;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code template}. */
@Command(
    name = "template",
    description = {
      "Writes the file that a Flex Template of Dataflow is started by.",
      "It names the image and, as parameters, submit's options. The image is"
          + " beam-app/target/beam-app-template.tar, made by ./mvnw verify."
    },
    mixinStandardHelpOptions = true)
final class TemplateCommand implements Callable<Integer> {
  @Option(
      names = "--image",
      required = true,
      paramLabel = "HOST/PATH:TAG",
      description = "Where the template's image is, in a registry that the project can read.")
  private String image;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write; it belongs into Cloud Storage.")
  private Path out;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    if (!image.matches(
        "[a-z0-9][a-z0-9.-]*(:[0-9]+)?(/[a-z0-9._-]+)+((:[\\w.-]+)|(@sha256:[0-9a-f]{64}))?")) {
      throw new UserError(
          "--image = "
              + image
              + ": give an image as registries name it, such as"
              + " REGION-docker.pkg.dev/PROJECT/REPOSITORY/beam-app-template:0.1.0");
    }
    CommandSpec submit = parameters();
    TemplateFile.write(
        out,
        image,
        String.join(" ", submit.usageMessage().description()),
        TemplateParameters.of(submit));
    command
        .commandLine()
        .getOut()
        .printf("%s: put it into Cloud Storage, and the image at %s%n", out, image);
    return CommandLine.ExitCode.OK;
  }

  /** What a template may be given is what {@code submit} may be given. */
  static CommandSpec parameters() {
    return new CommandLine(new SubmitCommand()).getCommandSpec();
  }
}
