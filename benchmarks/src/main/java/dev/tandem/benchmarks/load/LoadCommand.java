package dev.tandem.benchmarks.load;

import java.util.List;

/** What the load process is told, as a line of JSON; its answer is another line. */
record LoadCommand(
    What what,
    long captures,
    double perSecond,
    long warmUpMs,
    long lengthMs,
    long patienceMs,
    List<Long> processes) {

  /** What to do. */
  enum What {
    APPEND,
    AWAIT,
    RUN
  }

  LoadCommand {
    processes = List.copyOf(processes);
  }

  static LoadCommand append(long captures) {
    return new LoadCommand(What.APPEND, captures, 0, 0, 0, 0, List.of());
  }

  static LoadCommand await(List<Long> processes, long patienceMs) {
    return new LoadCommand(What.AWAIT, 0, 0, 0, 0, patienceMs, processes);
  }

  static LoadCommand run(double perSecond, long warmUpMs, long lengthMs) {
    return new LoadCommand(What.RUN, 0, perSecond, warmUpMs, lengthMs, 0, List.of());
  }
}
