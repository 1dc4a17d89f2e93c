package dev.tandem.benchmarks.capture;

import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.Row;
import dev.tandem.fiscalxml.FiscalXmlReader;
import dev.tandem.fiscalxml.Limits;
import dev.tandem.fiscalxml.ReadResult;
import dev.tandem.localstack.generator.DocumentGenerator;
import dev.tandem.localstack.generator.GeneratedRow;
import dev.tandem.localstack.generator.LoadProfile;
import dev.tandem.localstack.generator.SpreadArrivals;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Captures as a collector makes them: generated rows of fiscal documents, read by the same reader,
 * in the order in which the rows arrived, forty days of them. Every twelfth key comes again, as the
 * profile has it, and a hundredth of all rows is captured twice, as by a collector that was killed.
 */
final class GeneratedCaptures {
  static final String SOURCE = "bench";

  private static final String TABLE = "public.documents";

  /** The newest arrival. Fixed, so that the same seed gives the same captures. */
  private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

  private static final int BLOCK = 500;
  private static final long REDELIVERED_EVERY = 100;

  private final DocumentGenerator generator;
  private final FiscalXmlReader reader = new FiscalXmlReader(Limits.DEFAULT);

  private GeneratedCaptures(long seed, long rows) {
    LoadProfile profile = LoadProfile.standard();
    this.generator =
        new DocumentGenerator(seed, profile, new SpreadArrivals(seed, profile, NOW, rows));
  }

  /** The captures of so many rows, in order of arrival. */
  static List<Capture> make(long seed, int rows) {
    GeneratedCaptures generated = new GeneratedCaptures(seed, rows);
    List<Capture> captures =
        new ArrayList<>(
            IntStream.rangeClosed(0, (rows - 1) / BLOCK)
                .parallel()
                .mapToObj(block -> generated.block(block, rows))
                .flatMap(List::stream)
                .toList());
    captures.sort(Comparator.comparingLong(Capture::arrivedMs));
    return captures;
  }

  private List<Capture> block(int block, int rows) {
    List<Capture> captures = new ArrayList<>();
    for (int row = block * BLOCK; row < Math.min(rows, (block + 1) * BLOCK); row++) {
      List<Capture> ofRow = captures(generator.row(row));
      captures.addAll(ofRow);
      if (row % REDELIVERED_EVERY == REDELIVERED_EVERY - 1) {
        captures.addAll(ofRow);
      }
    }
    return captures;
  }

  private List<Capture> captures(GeneratedRow row) {
    List<Capture> captures = new ArrayList<>();
    if (reader.read(row.xml()) instanceof ReadResult.Read read) {
      Digest digest = Digest.of(row.xml().getBytes(StandardCharsets.UTF_8));
      List<FiscalRecord> records = read.records();
      for (int ordinal = 0; ordinal < records.size(); ordinal++) {
        captures.add(
            new Capture(
                new Row(SOURCE, TABLE, PrimaryKey.of(row.id())),
                0,
                digest,
                ordinal,
                row.receivedAt().toEpochMilli(),
                false,
                records.get(ordinal)));
      }
    }
    return captures;
  }
}
