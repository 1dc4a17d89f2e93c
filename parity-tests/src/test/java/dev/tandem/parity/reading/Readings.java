package dev.tandem.parity.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.Times;
import dev.tandem.fiscalxml.FiscalXmlReader;
import dev.tandem.fiscalxml.Limits;
import dev.tandem.fiscalxml.ReadResult;
import dev.tandem.localstack.check.FolderFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the reader and SQL find in documents, as texts that can be compared. */
final class Readings {
  private static final String FACTS =
      """
      select row_id, concat_ws('|', kind,
        case when kind = 'rejected' then reason else access_key end,
        case when kind = 'document' then concat_ws('|', model, issuer, issuer_type, recipient_root,
          state, layout, operation, purpose, emission, value_cents,
          coalesce(round(extract(epoch from issued) * 1000)::text, '-'),
          coalesce(round(extract(epoch from issued_local) * 1000)::text, '-')) end,
        case when kind in ('document', 'cancellation') then concat_ws('|',
          coalesce(round(extract(epoch from registered) * 1000)::text, '-'), status, form,
          event_type, production::text) end)
      from facts order by row_id, ordinal
      """;

  private final FiscalXmlReader reader = new FiscalXmlReader(Limits.DEFAULT);
  private final Connection connection;
  private final Path folder;
  private int batches;

  Readings(Connection connection, Path folder) {
    this.connection = connection;
    this.folder = folder;
  }

  /** What the reader finds in a document. */
  List<String> byReader(String xml) {
    ReadResult result = reader.read(xml.getBytes(UTF_8));
    return result instanceof ReadResult.Read read
        ? read.records().stream().map(Readings::line).toList()
        : List.of("rejected|" + ((ReadResult.Unreadable) result).reason().text());
  }

  /** What SQL finds in each of the documents. */
  List<List<String>> bySql(List<String> documents) throws IOException, SQLException {
    Path batch = Files.createDirectory(folder.resolve("batch" + batches++));
    for (int i = 0; i < documents.size(); i++) {
      Files.write(batch.resolve("%06d.xml".formatted(i)), documents.get(i).getBytes(UTF_8));
    }
    FolderFacts.load(connection, batch, "documents", "facts", progress -> {});
    List<List<String>> found = new ArrayList<>();
    documents.forEach(document -> found.add(new ArrayList<>()));
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(FACTS)) {
        while (row.next()) {
          found.get(row.getInt(1) - 1).add(row.getString(2));
        }
      }
      statement.execute("drop table documents, facts");
    }
    connection.commit();
    return found;
  }

  /** Whether a row was rejected; by which of several reasons is left open. */
  static boolean isRejected(List<String> found) {
    return found.size() == 1 && found.get(0).startsWith("rejected|");
  }

  static boolean agree(List<String> byReader, List<String> bySql) {
    return byReader.equals(bySql) || (isRejected(byReader) && isRejected(bySql));
  }

  private static String line(FiscalRecord record) {
    List<String> line = new ArrayList<>();
    line.add(record.kind().name().toLowerCase(Locale.ROOT));
    line.add(record.accessKey());
    if (record instanceof Document document) {
      Facts facts = document.facts();
      line.addAll(
          List.of(
              facts.model(),
              facts.issuer().text(),
              facts.issuer().type() == TaxId.Type.NONE ? "" : facts.issuer().type().name(),
              facts.recipientRoot(),
              facts.state(),
              facts.layout(),
              facts.operation(),
              facts.purpose(),
              facts.emission(),
              Long.toString(facts.valueCents()),
              time(facts.issuedMs()),
              time(facts.issuedLocalMs()),
              time(facts.registeredMs()),
              document.status(),
              "",
              "",
              Boolean.toString(document.production())));
    } else if (record instanceof Cancellation cancellation) {
      line.addAll(
          List.of(
              time(cancellation.registeredMs()),
              cancellation.status(),
              cancellation.form().name().toLowerCase(Locale.ROOT),
              cancellation.eventType(),
              Boolean.toString(cancellation.production())));
    }
    return String.join("|", line);
  }

  private static String time(long timeMs) {
    return Times.isPresent(timeMs) ? Long.toString(timeMs) : "-";
  }
}
