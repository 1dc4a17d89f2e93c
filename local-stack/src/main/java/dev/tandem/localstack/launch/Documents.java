package dev.tandem.localstack.launch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The documents of a run: put into a table, beside facts that our reader had no part in. */
interface Documents {
  /** The table to collect; its key is {@code id}, its arrival column {@code received_at}. */
  String TABLE = "public.fiscal_documents";

  /** The column that holds the XML. */
  String XML_COLUMN = "xml";

  /** The relation of facts that the SQL opinion is stated over. */
  String FACTS = "public.document_facts";

  /**
   * What was loaded.
   *
   * @param names of the rows in the order of their ids from 1; empty where they have none
   */
  record Loaded(long rows, List<String> names) {
    String name(long id) {
      return names.isEmpty() ? "" : names.get((int) id - 1);
    }
  }

  /** Makes and fills both tables. */
  Loaded load(Connection connection, Console console) throws SQLException, InterruptedException;
}
