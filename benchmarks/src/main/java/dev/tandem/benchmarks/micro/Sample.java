package dev.tandem.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.counting.Ledger;
import dev.tandem.counting.LedgerEntry;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Document;
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
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the benchmarks work on: generated rows, the same in every run. */
final class Sample {
  private static final long SEED = 20_261_122;
  private static final long ROWS = 2_500;
  private static final int ISSUERS = 20_000;
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  /** What is counted: the spec that ships with Tandem. */
  static final Spec SPEC = new SpecReader().readDefault();

  private Sample() {}

  /** So many rows that each shape is among them, and an NF-e of the most items there may be. */
  static Stream<GeneratedRow> rows() {
    return rows(ROWS);
  }

  private static Stream<GeneratedRow> rows(long count) {
    LoadProfile profile = LoadProfile.standard().withIssuers(ISSUERS);
    DocumentGenerator generator =
        new DocumentGenerator(SEED, profile, new SpreadArrivals(SEED, profile, NOW, count));
    return LongStream.range(0, count).mapToObj(generator::row);
  }

  /** The first captures that rows give, as a collector would take them. */
  static List<Capture> captures(int count) {
    FiscalXmlReader reader = new FiscalXmlReader(Limits.DEFAULT);
    // Some rows cannot be read and give none.
    return rows(count + count / 10L)
        .flatMap(row -> captures(reader, row).stream())
        .limit(count)
        .toList();
  }

  /** Captures of documents that count, each of another access key. */
  static List<Capture> countable(int count) {
    Ledger ledger = new Ledger(SPEC.maxFutureMs());
    Set<String> keys = new HashSet<>();
    return captures(3 * count).stream()
        .filter(capture -> capture.record() instanceof Document)
        .filter(capture -> ledger.step(LedgerEntry.EMPTY, capture).changes().size() == 1)
        .filter(capture -> keys.add(capture.key()))
        .limit(count)
        .toList();
  }

  private static List<Capture> captures(FiscalXmlReader reader, GeneratedRow row) {
    byte[] xml = row.xml().getBytes(UTF_8);
    if (!(reader.readUtf8(xml) instanceof ReadResult.Read read)) {
      return List.of();
    }
    Row from = new Row("benchmarks", "public.fiscal_documents", PrimaryKey.of(row.id()));
    List<Capture> captures = new ArrayList<>(1);
    for (FiscalRecord record : read.records()) {
      captures.add(
          new Capture(
              from,
              0,
              Digest.of(xml),
              captures.size(),
              row.receivedAt().toEpochMilli(),
              false,
              record));
    }
    return captures;
  }
}
