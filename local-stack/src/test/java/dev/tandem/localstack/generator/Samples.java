package dev.tandem.localstack.generator;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Loads that tests look at. */
final class Samples {
  static final long SEED = 7;
  static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");

  private Samples() {}

  static DocumentGenerator generator(long seed, long rows) {
    LoadProfile profile = LoadProfile.standard().withIssuers(20_000);
    return new DocumentGenerator(seed, profile, new SpreadArrivals(seed, profile, NOW, rows));
  }

  static List<Fact> facts(int count) {
    DocumentGenerator generator = generator(SEED, count);
    return LongStream.range(0, count)
        .mapToObj(generator::row)
        .flatMap(row -> row.facts().stream())
        .toList();
  }
}
