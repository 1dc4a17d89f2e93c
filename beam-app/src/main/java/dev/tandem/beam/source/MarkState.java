package dev.tandem.beam.source;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.domain.Mark;

/**
 * What a partition's marks have said up to some offset.
 *
 * @param highestMs the highest the watermark ever was: it falls back where a source begins a
 *     snapshot, but a window that was closed once stays closed
 */
record MarkState(ArrivalWatermark watermark, long highestMs) {
  static final MarkState NONE = new MarkState(ArrivalWatermark.UNKNOWN, ArrivalWatermark.UNDEFINED);

  MarkState after(Mark mark, long appendedMs, long slackMs) {
    ArrivalWatermark next = watermark.after(mark, appendedMs, slackMs);
    return new MarkState(next, Math.max(highestMs, next.timeMs()));
  }
}
