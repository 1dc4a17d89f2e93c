package dev.tandem.benchmarks.harness;

import dev.tandem.benchmarks.capture.Captures;
import dev.tandem.benchmarks.system.Running;
import java.util.List;
import java.util.Locale;

/** How it is measured, in the report's words. */
final class Rules {
  private Rules() {}

  static List<String> of(Scale scale) {
    return List.of(
        "Each system is a process of its own with "
            + Running.HEAP_MB
            + " MB of heap and the JVM's default collector; broker and load are processes of their"
            + " own on the same machine, and share its processors.",
        "All systems get the same records, in order of arrival, with redeliveries, copies and"
            + " marks; a session ends with all windows of all metrics compared with the reference,"
            + " and a difference fails the run.",
        "A capture is answered when a reader of committed records can read the window of "
            + Captures.OBSERVED
            + " that counts it; captures that change no such window, or one in which something is"
            + " taken back, are sent but not observed. Of captures of one window the first sent is"
            + " taken to be the first answered.",
        "Latency counts from the time that a fixed schedule intends, whether or not the capture"
            + " could be sent then (open loop, no coordinated omission).",
        "Sustainable: in a trial the mean backlog of the last third is at most 1.2 times that of"
            + " the middle third and a tenth of a second's sends, and 10 seconds after the last"
            + " capture all are answered. The rate is doubled or halved until one is"
            + " sustained and one is not; then rates between them, in equal ratios, are tried.",
        String.format(
            Locale.ROOT,
            "A trial takes %s s, less at rates that would take more than %,d captures, but %s s at"
                + " least; the first %s s, and on until the first of its captures is answered, are"
                + " warm-up and not recorded. Before the first trial a system runs for %s s at its"
                + " rate.",
            text(scale.trial().toMillis()),
            scale.trialCaptures(),
            text(scale.shortest().toMillis()),
            text(scale.warmUp().toMillis()),
            text(scale.running().toMillis())),
        String.format(
            Locale.ROOT,
            "Throughput and CPU: catching up with %,d captures that stand in the log when the"
                + " system is started, from when a tenth is answered until all are; with-start"
                + " counts from the start of its process.",
            scale.catchUp()),
        String.format(
            Locale.ROOT,
            "Restore: SIGKILL, %,d captures come meanwhile; from the start of the process until"
                + " they are answered. Kafka Streams' local state is deleted before and comes back"
                + " from changelogs; Flink goes on from its last checkpoint, of which one is waited"
                + " for before.",
            scale.missed()),
        "The common rate is half of the least sustainable rate of the first repetition.",
        "In each repetition each system is measured once, each time beginning with another one.");
  }

  private static String text(long ms) {
    return ms % 1_000 == 0 ? Long.toString(ms / 1_000) : Double.toString(ms / 1e3);
  }
}
