package dev.tandem.wire;

import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimePrecision;
import java.util.Set;

/** A document for examples. */
final class WireSamples {
  static final String KEY = "35180834128745000152550010000476051695511860";

  private WireSamples() {}

  static Document document(Document.Flag... flags) {
    return new Document(KEY, facts(), "100", true, Set.of(flags));
  }

  static Facts facts() {
    return new Facts(
        "55",
        TaxId.cnpj("34128745000152"),
        "12345678",
        "SP",
        "4.00",
        "1",
        "1",
        "1",
        61_037,
        1_534_360_617_000L,
        1_534_349_817_000L,
        TimePrecision.INSTANT,
        1_534_360_700_000L);
  }
}
