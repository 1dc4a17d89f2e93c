package dev.tandem.wire;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.Mark;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.SourceName;
import dev.tandem.domain.Times;

/**
 * What a capture or mark of the log can be at most (contract, section 1): no collector writes more,
 * and everything behind the log can hold it: keys, indexes, broker, both engines.
 */
final class LogRules {
  /** What the layouts can write: 13 digits and 2 decimals. */
  private static final long MOST_CENTS = 999_999_999_999_999L;

  /** A dimension's text; several of them are one key of an index. */
  private static final int MOST_OF_FACT = 64;

  private static final int MOST_OF_TEXT = 255;

  private LogRules() {}

  /**
   * The capture itself.
   *
   * @throws IllegalArgumentException where it cannot be one
   */
  static Capture verified(Capture capture) {
    Times.requireInRange(capture.arrivedMs());
    require("source", capture.row().source(), MOST_OF_TEXT);
    require("table", capture.row().table(), MOST_OF_TEXT);
    require("primary key", capture.row().key().text(), PrimaryKey.MOST_CHARACTERS);
    if (capture.record() instanceof Document document) {
      require("status", document.status(), MOST_OF_TEXT);
      verify(document.facts());
    } else if (capture.record() instanceof Cancellation cancellation) {
      require("event type", cancellation.eventType(), MOST_OF_TEXT);
      require("status", cancellation.status(), MOST_OF_TEXT);
    } else if (capture.record() instanceof OtherRecord other) {
      require("type", other.type(), MOST_OF_TEXT);
    }
    return capture;
  }

  private static void verify(Facts facts) {
    if (facts.valueCents() < 0 || facts.valueCents() > MOST_CENTS) {
      throw new IllegalArgumentException(
          "a value is from 0 to " + MOST_CENTS + " cents: valueCents=" + facts.valueCents());
    }
    require("model", facts.model(), MOST_OF_FACT);
    require("issuer", facts.issuer().text(), MOST_OF_FACT);
    require("recipient root", facts.recipientRoot(), MOST_OF_FACT);
    require("state", facts.state(), MOST_OF_FACT);
    require("layout", facts.layout(), MOST_OF_FACT);
    require("operation", facts.operation(), MOST_OF_FACT);
    require("purpose", facts.purpose(), MOST_OF_FACT);
    require("emission", facts.emission(), MOST_OF_FACT);
  }

  /**
   * The mark itself.
   *
   * @throws IllegalArgumentException where it cannot be one
   */
  static Mark verified(Mark mark) {
    Times.requireInRange(mark.timeMs());
    if (!SourceName.isValid(mark.source())) {
      throw new IllegalArgumentException(
          "a source has "
              + SourceName.RULE
              + ": it has "
              + mark.source().length()
              + " characters, or others");
    }
    return mark;
  }

  private static void require(String what, String text, int most) {
    // Characters, as the reader and SQL count them: one beyond U+FFFF is one.
    int characters = text.codePointCount(0, text.length());
    if (characters > most || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a "
              + what
              + " has at most "
              + most
              + " characters and no NUL: it has "
              + characters
              + " characters");
    }
  }
}
