package dev.tandem.beam.source;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.domain.Mark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a partition's marks have said up to some offset.
 *
 * @param highestMs the highest the watermark ever was: it falls back where a source begins a
 *     snapshot, but a window that was closed once stays closed
 * @param refused marks of more sources than a partition can know were not taken
 */
record MarkState(ArrivalWatermark watermark, long highestMs, boolean refused) {
  private static final Logger LOG = LoggerFactory.getLogger(MarkState.class);

  static final MarkState NONE =
      new MarkState(ArrivalWatermark.UNKNOWN, ArrivalWatermark.UNDEFINED, false);

  MarkState after(Mark mark, long appendedMs, long slackMs) {
    if (!watermark.takes(mark)) {
      return refusing(mark);
    }
    ArrivalWatermark next = watermark.after(mark, appendedMs, slackMs);
    return new MarkState(next, Math.max(highestMs, next.timeMs()), refused);
  }

  private MarkState refusing(Mark mark) {
    if (!refused) {
      LOG.warn(
          "a partition's log has marks of more than {} sources; those of {} and others are not"
              + " taken, and no window waits for them",
          ArrivalWatermark.MOST_SOURCES,
          mark.source());
    }
    return new MarkState(watermark, highestMs, true);
  }
}
