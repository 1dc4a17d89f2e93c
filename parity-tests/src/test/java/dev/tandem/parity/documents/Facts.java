package dev.tandem.parity.documents;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Document;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.Times;
import dev.tandem.fiscalxml.ReadResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is found in a document, a line for each record, by the reader or by SQL. */
public final class Facts {
  private static final List<String> REJECTED = List.of("rejected");

  private static final String SQL =
      """
      select d.file_name, concat_ws('|', kind, access_key,
        case when kind = 'document' then concat_ws('|', model, issuer, issuer_type,
          recipient_root, state, layout, operation, purpose, emission, value_cents,
          coalesce(floor(extract(epoch from issued) * 1000)::bigint::text, '-'),
          coalesce(floor(extract(epoch from issued_local) * 1000)::bigint::text, '-')) end,
        case when kind = 'cancellation' then concat_ws('|', form, event_type) end,
        case when kind in ('document', 'cancellation') then concat_ws('|', status,
          production::text,
          coalesce(floor(extract(epoch from registered) * 1000)::bigint::text, '-')) end)
      from %s d
      join %s f on f.row_id = d.id
      order by d.id, f.ordinal
      """;

  private Facts() {}

  /** By the reader. */
  public static List<String> of(ReadResult result) {
    return result instanceof ReadResult.Read read
        ? read.records().stream().map(Facts::line).toList()
        : REJECTED;
  }

  /** By SQL, of every file of a folder that was loaded. */
  public static Map<String, List<String>> of(Connection connection, String documents, String facts)
      throws SQLException {
    Map<String, List<String>> byFile = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SQL.formatted(documents, facts))) {
      while (row.next()) {
        String line = row.getString(2);
        byFile
            .computeIfAbsent(row.getString(1), file -> new ArrayList<>())
            .add(line.startsWith("rejected") ? "rejected" : line);
      }
    }
    return byFile;
  }

  private static String line(FiscalRecord found) {
    List<String> values = new ArrayList<>();
    values.add(found.kind().name().toLowerCase(Locale.ROOT));
    values.add(found.accessKey());
    if (found instanceof Document document) {
      dev.tandem.domain.Facts facts = document.facts();
      values.add(facts.model());
      values.add(facts.issuer().text());
      TaxId.Type type = facts.issuer().type();
      values.add(type == TaxId.Type.NONE ? "" : type.name());
      values.add(facts.recipientRoot());
      values.add(facts.state());
      values.add(facts.layout());
      values.add(facts.operation());
      values.add(facts.purpose());
      values.add(facts.emission());
      values.add(Long.toString(facts.valueCents()));
      values.add(time(facts.issuedMs()));
      values.add(time(facts.issuedLocalMs()));
      values.add(document.status());
      values.add(Boolean.toString(document.production()));
      values.add(time(facts.registeredMs()));
    } else if (found instanceof Cancellation cancellation) {
      values.add(cancellation.form().name().toLowerCase(Locale.ROOT));
      values.add(cancellation.eventType());
      values.add(cancellation.status());
      values.add(Boolean.toString(cancellation.production()));
      values.add(time(cancellation.registeredMs()));
    }
    return String.join("|", values);
  }

  private static String time(long timeMs) {
    return Times.isPresent(timeMs) ? Long.toString(timeMs) : "-";
  }
}
