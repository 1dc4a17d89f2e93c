package dev.tandem.localstack.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder of files as a table of documents, and their facts by PostgreSQL's own XPath: nothing of
 * our reader is asked. A file that cannot be read is a rejected row and disturbs no other.
 *
 * <p>Every name that is not a folder's is a row, in the order of the names' UTF-8 bytes. What
 * cannot be opened (a link to nothing, a file that has gone, a pipe) is an empty row; of a file
 * larger than a row's XML may be, no more is stored than shows that. A file arrives half an hour
 * after the first document in it was issued, in the middle third of the folder a day after, in the
 * last third a hundred days after; but never before the file that precedes it, and with that one
 * where it holds no document. So arrivals never decrease, and contributions live, late and expired
 * all occur under the default spec.
 */
public final class FolderFacts {
  private static final List<String> SCRIPTS =
      List.of(
          "xpath-of-names.sql",
          "stored-xml.sql",
          "written-values.sql",
          "found-records.sql",
          "found-rows.sql");

  private static final SqlText DOCUMENTS =
      new SqlText(
          """
          create table ${documents} (
            id bigint primary key,
            file_name text not null default '',
            xml bytea not null,
            received_at timestamptz)
          """);

  private static final SqlText FACTS =
      new SqlText(
          """
          create table ${facts} as
          select d.id as row_id, f.ordinal, (f.record).*, null::timestamptz as arrived
          from ${documents} d
          cross join lateral tandem_check.found_in_row(d.id, d.xml) as f
          """);

  private static final SqlText ARRIVALS =
      new SqlText(
          """
          with
            issue as (
              select distinct on (row_id) row_id, issued
              from ${facts}
              where issued is not null
              order by row_id, ordinal
            ),
            planned as (
              select
                d.id,
                issue.issued + case ntile(3) over (order by d.id)
                  when 1 then interval '30 minutes'
                  when 2 then interval '1 day'
                  else interval '100 days'
                end as arrival
              from ${documents} d
              left join issue on issue.row_id = d.id
            ),
            -- Files before the first document arrive with the earliest.
            arrival as (
              select
                id,
                coalesce(max(arrival) over (order by id), min(arrival) over (), 'epoch') as at
              from planned
            )
          update ${documents} d
          set received_at = arrival.at
          from arrival
          where arrival.id = d.id
          """);

  private static final SqlText ARRIVED =
      new SqlText(
          """
          update ${facts} f set arrived = d.received_at
          from ${documents} d
          where d.id = f.row_id
          """);

  private static final int FILES_AT_ONCE = 20;

  /** One byte more than a row's XML may have. */
  private static final int MOST_BYTES = 5 * 1024 * 1024 + 1;

  private final Connection connection;
  private final String documents;
  private final String facts;
  private final Consumer<String> notes;

  private FolderFacts(
      Connection connection, String documents, String facts, Consumer<String> notes) {
    this.connection = connection;
    this.documents = documents;
    this.facts = facts;
    this.notes = notes;
  }

  /**
   * Makes and fills both tables, in one transaction.
   *
   * @param documents to be made with columns {@code id} from 1, {@code file_name}, {@code xml
   *     bytea}, {@code received_at}
   * @param facts to be made as {@link SqlOpinion} wants it
   * @param notes gets a line for every file that cannot be opened
   * @return the files' names in the order of the rows
   * @throws IllegalArgumentException where the folder is none or holds no file
   */
  public static List<String> load(
      Connection connection, Path folder, String documents, String facts, Consumer<String> notes)
      throws IOException, SQLException {
    List<Path> files = files(folder);
    connection.setAutoCommit(false);
    new FolderFacts(connection, documents, facts, notes).load(files);
    connection.commit();
    return files.stream().map(FolderFacts::name).toList();
  }

  private void load(List<Path> files) throws IOException, SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create schema if not exists " + LedgerSql.SCHEMA);
      for (String script : SCRIPTS) {
        statement.execute(script(script));
      }
      statement.execute(filled(DOCUMENTS));
      store(files);
      new Enclosures(connection, documents).open();
      statement.execute(filled(FACTS));
      statement.execute(filled(ARRIVALS));
      statement.execute(filled(ARRIVED));
      statement.execute("alter table " + documents + " alter received_at set not null");
    }
  }

  private void store(List<Path> files) throws SQLException {
    String insert = "insert into " + documents + " (id, file_name, xml) values (?, ?, ?)";
    try (PreparedStatement row = connection.prepareStatement(insert)) {
      long id = 0;
      for (Path file : files) {
        row.setLong(1, ++id);
        row.setString(2, name(file));
        row.setBytes(3, content(file));
        row.addBatch();
        if (id % FILES_AT_ONCE == 0) {
          row.executeBatch();
        }
      }
      row.executeBatch();
    }
  }

  private byte[] content(Path file) {
    String reason = "it is no file";
    if (Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        return in.readNBytes(MOST_BYTES);
      } catch (IOException e) {
        reason = e.getClass().getSimpleName();
      }
    }
    notes.accept(
        name(file).replaceAll("\\p{Cntrl}", "?")
            + " cannot be read ("
            + reason
            + "): its row is empty, and so rejected");
    return new byte[0];
  }

  private String filled(SqlText sql) {
    return sql.with("documents", documents).with("facts", facts).sql();
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          folder + " is no folder: give one that holds XML files, each a document");
    }
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files =
          all.filter(file -> !Files.isDirectory(file))
              .sorted(
                  (a, b) ->
                      Arrays.compareUnsigned(name(a).getBytes(UTF_8), name(b).getBytes(UTF_8)))
              .toList();
      if (files.isEmpty()) {
        throw new IllegalArgumentException(
            folder + " holds no file: give a folder of XML files, each a document");
      }
      return files;
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static String script(String name) throws IOException {
    try (InputStream script = FolderFacts.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(script, name).readAllBytes(), UTF_8);
    }
  }
}
