package dev.tandem.streams.changes;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.streams.counts.Counted;
import java.util.List;

/**
 * A line of what an instance tells another one; the first one is empty, and says that all from now
 * on follows.
 *
 * @param changed at most one
 * @param dropped changes that did not fit
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record PeerLine(List<Counted> changed, long dropped) {
  public PeerLine {
    changed = changed == null ? List.of() : List.copyOf(changed);
  }

  public static final PeerLine NOTHING = new PeerLine(List.of(), 0);

  /** What a line says of an event; nothing of a gap, which the asker sees for itself. */
  public static PeerLine of(ChangeEvent event) {
    if (event instanceof ChangeEvent.Changed changed) {
      return new PeerLine(List.of(changed.counted()), 0);
    }
    return event instanceof ChangeEvent.Overflow overflow
        ? new PeerLine(List.of(), overflow.dropped())
        : NOTHING;
  }
}
