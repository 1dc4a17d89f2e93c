package dev.tandem.collector;

import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** A terminal, and the log. */
final class ProgressOutputs {
  private ProgressOutputs() {}

  static Progress.Output choose() {
    // picocli knows a terminal on every JDK; System.console() is no sign of one from 22 on.
    return CommandLine.Help.Ansi.AUTO.enabled() ? new OnTerminal(System.err) : new InLog();
  }

  /** One line, rewritten. */
  static final class OnTerminal implements Progress.Output {
    private static final String REWRITE = "\r\u001b[K";

    private final PrintStream terminal;

    OnTerminal(PrintStream terminal) {
      this.terminal = terminal;
    }

    @Override
    public long intervalMs() {
      return 500;
    }

    @Override
    public void passing(String line) {
      terminal.print(REWRITE + line);
      terminal.flush();
    }

    @Override
    public void lasting(String line) {
      terminal.println(REWRITE + line);
    }
  }

  private static final class InLog implements Progress.Output {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    @Override
    public long intervalMs() {
      return 30_000;
    }

    @Override
    public void passing(String line) {
      LOG.info("{}", line);
    }

    @Override
    public void lasting(String line) {
      LOG.info("{}", line);
    }
  }
}
