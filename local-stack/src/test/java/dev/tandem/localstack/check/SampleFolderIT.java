package dev.tandem.localstack.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Dimension;
import dev.tandem.counting.Measures;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Tally;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole folder of sample documents, through XPath and SQL, counts what it must. */
class SampleFolderIT {
  private static final Spec SPEC = new SpecReader().readDefault();
  private static Path folder;
  private static Connection connection;
  private static List<String> files;
  private static SqlOpinion opinion;
  private static SortedMap<CountKey, Tally> tallies;

  @BeforeAll
  static void load() throws Exception {
    folder = SampleFolder.orSkip();
    connection = TestDatabase.connect("sample_folder");
    files = FolderFacts.load(connection, folder, "sample_documents", "sample_facts", note -> {});
    opinion = SqlOpinion.of(connection, "sample_facts", SPEC);
    tallies = opinion.tallies();
  }

  @AfterAll
  static void disconnect() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }

  @Test
  void shouldCountNetByModelIssuerAndStateWhatTheFolderMust() throws Exception {
    JsonNode expected = SampleFolder.expected(folder);
    assertThat(net("documents-by-issuer-day", Dimension.MODEL))
        .isEqualTo(net(expected.get("net_by_model")));
    assertThat(net("documents-by-issuer-day", Dimension.ISSUER))
        .isEqualTo(net(expected.get("net_by_issuer")));
    assertThat(net("documents-by-state-month", Dimension.STATE))
        .isEqualTo(net(expected.get("net_by_uf")));
    assertThat(net("documents-by-issuer-minute", Dimension.MODEL))
        .isEqualTo(net(expected.get("net_by_model")));
  }

  @Test
  void shouldFindTheKeysFactsAndCancellationsThatTheFolderHolds() throws Exception {
    Map<String, String> expected = new TreeMap<>();
    for (JsonNode key : SampleFolder.expected(folder).get("keys")) {
      expected.put(
          key.get("key").textValue(),
          String.join(
              " ",
              key.get("model").textValue(),
              key.get("issuer").textValue(),
              key.get("uf").textValue(),
              key.get("issued_local_date").textValue(),
              key.get("value").textValue().replace(".", ""),
              key.get("cancelled").asText()));
    }
    Map<String, String> found = new TreeMap<>();
    // The folder's rule knows nothing of documents cancelled by their own protocol: net zero.
    String winners =
        """
        select access_key, model, issuer, state,
          (timestamp 'epoch' + issued_local_ms * interval '1 ms')::date, value_cents,
          access_key in (select access_key from tandem_check.cancellation) as cancelled
        from tandem_check.winner
        where status in ('100', '150')
        """;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(winners)) {
      while (row.next()) {
        List<String> facts = new ArrayList<>();
        for (int i = 2; i <= 6; i++) {
          facts.add(row.getString(i));
        }
        facts.add(Boolean.toString(row.getBoolean(7)));
        found.put(row.getString(1), String.join(" ", facts));
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void shouldGiveEveryFileOneClass() throws Exception {
    List<RowClass> rows = new ArrayList<>();
    opinion.rowClasses(rows::add);
    assertThat(rows).hasSameSizeAs(files);
    assertThat(rows).extracting(RowClass::rowId).doesNotHaveDuplicates();
    assertThat(classOf("nfephp-org_nfephp__forbidden.xml", rows)).isEqualTo("rejected");
    assertThat(classOf("derived__doctype_entity__s.xml", rows)).isEqualTo("rejected");
    assertThat(classOf("derived__same_key_reformatted__s.xml", rows)).isEqualTo("duplicate");
    assertThat(classOf("derived__same_key_other_value__s.xml", rows)).isEqualTo("conflict");
    assertThat(classOf("derived__cancel_event__s.xml", rows)).isEqualTo("cancellation");
    assertThat(classOf("derived__cancel_event_rejected__s.xml", rows)).isEqualTo("other");
    assertThat(classOf("derived__denied_302__s.xml", rows)).isEqualTo("not-countable");
    assertThat(classOf("derived__alnum_cnpj__s.xml", rows)).isEqualTo("counted");
  }

  @Test
  void shouldLetArrivalsNeverDecreaseAndHitEveryVerdict() throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from (select received_at, lag(received_at) over (order by id)"
                    + " as before from sample_documents) as d where received_at < before")) {
      row.next();
      assertThat(row.getLong(1)).isZero();
    }
    Tally all = tallies.values().stream().reduce(Tally.ZERO, Tally::plus);
    assertThat(all.live().documents()).isPositive();
    assertThat(all.late().documents()).isPositive();
    assertThat(all.expired().documents()).isPositive();
  }

  private static String classOf(String file, List<RowClass> rows) {
    return rows.get(files.indexOf(file)).qualityClass();
  }

  /** Documents and cents, all parts together. */
  private static SortedMap<String, String> net(String metricName, Dimension dimension) {
    Metric metric = SPEC.find(metricName).orElseThrow().metric();
    int index = metric.dimensions().indexOf(dimension);
    SortedMap<String, Measures> sums = new TreeMap<>();
    tallies.forEach(
        (key, tally) -> {
          if (key.metric().equals(metric.id())) {
            sums.merge(key.dimensions().get(index), tally.total(), Measures::plus);
          }
        });
    SortedMap<String, String> net = new TreeMap<>();
    sums.forEach(
        (value, measures) -> {
          if (measures.netDocuments() != 0) {
            net.put(value, measures.netDocuments() + " " + measures.netValue());
          }
        });
    return net;
  }

  private static SortedMap<String, String> net(JsonNode expected) {
    SortedMap<String, String> net = new TreeMap<>();
    expected
        .properties()
        .forEach(
            entry ->
                net.put(
                    entry.getKey(),
                    entry.getValue().get("documents").asLong()
                        + " "
                        + new BigDecimal(entry.getValue().get("value").textValue())
                            .movePointRight(2)
                            .longValueExact()));
    return net;
  }
}
