package dev.tandem.collector;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.log.CaptureLog;
import dev.tandem.collector.pace.Pace;
import dev.tandem.collector.state.StateTopic;
import dev.tandem.collector.watch.SourceWatch;
import dev.tandem.wire.Schemas;
import java.time.Clock;
import java.time.Duration;

/**
 * One source, from its first row to its latest change, alone or together with other collectors of
 * the same source. All of them read ranges of the snapshot; the one that has the source's lock also
 * runs the change stream. The slot is there before a snapshot sees the table, so a change is in the
 * snapshot, in the stream, or in both (a redelivery, which the ledger recognises), never in
 * neither.
 */
final class Collector {
  private final CollectorSettings settings;
  private final Clock clock;
  private final Progress progress;
  private final StopSignal stop;
  private final Database database;

  Collector(CollectorSettings settings, Clock clock, Progress progress, StopSignal stop) {
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
    this.stop = stop;
    this.database = new Database(settings.database());
  }

  /** Runs until it is told to stop. */
  void run() throws InterruptedException {
    StopSignal over = new StopSignal();
    stop.onGiven(over::give);
    Schemas schemas = new Schemas(settings.registry());
    SourcePreparation preparation = new SourcePreparation(settings, database);
    PreparedSource source = preparation.prepare();
    try (StateTopic state = StateTopic.open(settings.log(), settings.source());
        CaptureLog log =
            CaptureLog.open(settings.log(), schemas, settings.source(), source.partitions())) {
      state.read().source().ifPresent(known -> preparation.verify(source, known));
      // Asleep until its next row, a reader still hears that all is over.
      Pace pace =
          new Pace(settings.pace(), System::nanoTime, nanos -> over.await(Duration.ofNanos(nanos)));
      progress.paced(pace::share);
      SnapshotShare share =
          new SnapshotShare(settings, database, preparation, state, log, progress, pace, over);
      Ownership ownership =
          new Ownership(settings, database, preparation, source, state, log, progress, clock, over);
      SourceWatch watch =
          new SourceWatch(database, settings.slot(), settings.pace(), pace, progress::slot);
      Together.run(over, share::run, ownership::run, () -> watch.run(over::await));
    }
  }
}
