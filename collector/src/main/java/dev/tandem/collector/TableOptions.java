package dev.tandem.collector;

import dev.tandem.collector.table.TableName;
import dev.tandem.collector.table.TableRequest;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which rows are captured. */
final class TableOptions {
  @Option(
      names = "--table",
      required = true,
      paramLabel = "SCHEMA.NAME",
      description = "The table, spelled as in the catalog.")
  private String table;

  @Option(
      names = "--key-column",
      paramLabel = "NAME",
      description =
          "Column that tells rows apart (integers, numeric, uuid or text); else the primary key,"
              + " where it is one column.")
  private Optional<String> keyColumn;

  @Option(
      names = "--xml-column",
      required = true,
      paramLabel = "NAME",
      description = "Column that holds the XML (text, xml or bytea).")
  private String xmlColumn;

  @Option(
      names = "--arrival-column",
      paramLabel = "NAME",
      description =
          "Column that says when the row arrived (timestamp with time zone, or without: read as"
              + " UTC); else the commit time counts, and for rows of the snapshot when the slot was"
              + " created.")
  private Optional<String> arrivalColumn;

  @Option(
      names = "--where",
      paramLabel = "SQL",
      description =
          "Condition on the table's columns; rows that do not meet it are not captured. Also"
              + " filters the change stream, so it may use only columns of the replica identity.")
  private Optional<String> where;

  TableRequest request() {
    try {
      return new TableRequest(TableName.parse(table), keyColumn, xmlColumn, arrivalColumn, where);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--table: " + e.getMessage());
    }
  }
}
