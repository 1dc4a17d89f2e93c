package dev.tandem.collector;

import dev.tandem.service.ControlCharacters;
import dev.tandem.service.PlainOutput;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** A terminal, and the log. */
final class ProgressOutputs {
  private ProgressOutputs() {}

  /**
   * A line that rewrites itself on a terminal, now and then a line of the log elsewhere.
   *
   * @param named whether there are several sources, so that each line must name its own
   */
  static ProgressPrinter.Output choose(boolean named) {
    // picocli knows a terminal on every JDK; System.console() is no sign of one from 22 on.
    return CommandLine.Help.Ansi.AUTO.enabled()
        ? new OnTerminal(PlainOutput.terminalError(), named)
        : new InLog(named);
  }

  private static String name(boolean named, SourceStatus status, String line) {
    return named ? status.source() + ": " + line : line;
  }

  /** One line, rewritten. */
  static final class OnTerminal implements ProgressPrinter.Output {
    private static final String REWRITE = "\r\u001b[K";

    private final PrintStream terminal;
    private final boolean named;

    OnTerminal(PrintStream terminal, boolean named) {
      this.terminal = terminal;
      this.named = named;
    }

    @Override
    public long intervalMs() {
      return 500;
    }

    @Override
    public void passing(List<SourceStatus> statuses) {
      String line =
          statuses.stream()
              .filter(status -> !ProgressText.of(status).isEmpty())
              .map(status -> name(named, status, ProgressText.of(status)))
              .collect(Collectors.joining(" | "));
      if (!line.isEmpty()) {
        terminal.print(REWRITE + ControlCharacters.replaced(line));
        terminal.flush();
      }
    }

    @Override
    public void lasting(String line, SourceStatus status) {
      terminal.println(REWRITE + ControlCharacters.replaced(name(named, status, line)));
    }
  }

  private static final class InLog implements ProgressPrinter.Output {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final boolean named;

    InLog(boolean named) {
      this.named = named;
    }

    @Override
    public long intervalMs() {
      return 30_000;
    }

    @Override
    public void passing(List<SourceStatus> statuses) {
      for (SourceStatus status : statuses) {
        String line = ProgressText.of(status);
        if (!line.isEmpty()) {
          LOG.info("{}", name(named, status, line));
        }
      }
    }

    @Override
    public void lasting(String line, SourceStatus status) {
      LOG.info("{}", name(named, status, line));
    }
  }
}
