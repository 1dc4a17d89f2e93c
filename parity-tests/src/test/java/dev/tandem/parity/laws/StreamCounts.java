package dev.tandem.parity.laws;

import dev.tandem.parity.report.Section;
import java.util.List;
import java.util.Locale;

/**
 * How much a stream had to say, which shows that its batches were not too easy.
 *
 * @param windows that were said
 * @param panes of them
 * @param expired changes that had come too late
 * @param windowGone changes for windows that may be forgotten
 * @param dropped changes that Beam dropped, which is none
 */
record StreamCounts(long windows, long panes, long expired, long windowGone, long dropped) {
  static final StreamCounts NONE = new StreamCounts(0, 0, 0, 0, 0);

  StreamCounts plus(StreamCounts more) {
    return new StreamCounts(
        windows + more.windows,
        panes + more.panes,
        expired + more.expired,
        windowGone + more.windowGone,
        dropped + more.dropped);
  }

  static Section section(List<UnboundedOpinion> opinions) {
    return new Section(
        "Streams",
        "Delivered in steps between which watermarks move. A pane or a record of captures-expired"
            + " that is said twice is a difference, and so is what Beam drops.",
        List.of("opinion", "windows", "panes", "expired", "window-gone", "dropped by Beam"),
        opinions.stream().map(opinion -> row(opinion.name(), opinion.counts())).toList());
  }

  private static List<String> row(String name, StreamCounts counts) {
    return List.of(
        name,
        text(counts.windows),
        text(counts.panes),
        text(counts.expired),
        text(counts.windowGone),
        text(counts.dropped));
  }

  private static String text(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
