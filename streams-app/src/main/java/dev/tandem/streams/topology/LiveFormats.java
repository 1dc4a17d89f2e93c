package dev.tandem.streams.topology;

import dev.tandem.wire.CountFormat;
import dev.tandem.wire.ExpiredFormat;
import dev.tandem.wire.LedgerFormat;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.ProgressFormat;
import dev.tandem.wire.QualityFormat;
import dev.tandem.wire.RejectionFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;

/** The formats of every topic the live side reads or writes. */
public record LiveFormats(
    LogFormat log,
    LedgerValueFormat ledger,
    CountFormat counts,
    ExpiredFormat expired,
    RejectionFormat rejected,
    ProgressFormat progress,
    QualityFormat quality) {

  public static LiveFormats of(Schemas schemas, Topics topics) {
    return new LiveFormats(
        new LogFormat(schemas, topics.captures()),
        new LedgerValueFormat(new LedgerFormat(schemas, topics.prefix() + "ledger")),
        new CountFormat(schemas, topics.liveCounts()),
        new ExpiredFormat(schemas, topics.expired()),
        new RejectionFormat(schemas, topics.rejected()),
        new ProgressFormat(schemas, topics.progress()),
        new QualityFormat(schemas, topics.quality()));
  }
}
