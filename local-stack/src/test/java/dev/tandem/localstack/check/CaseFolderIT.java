package dev.tandem.localstack.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** SQL finds in documents that once were read wrongly what was written down without it. */
class CaseFolderIT {
  private static final String FACTS =
      """
      select row_id, concat_ws(' ', kind,
        case
          when kind = 'document' then concat_ws(' ', access_key, c.countable::text,
            case when c.countable then value_cents end)
          when kind = 'cancellation' then concat_ws(' ', access_key, production::text,
            to_char(registered at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
        end)
      from case_facts
      cross join lateral (
        select production and access_key <> ''
          and status in ('100', '150', '101', '151', '155') as countable
      ) as c
      order by row_id, ordinal
      """;

  @Test
  void shouldFindInEveryDocumentWhatIsRight() throws Exception {
    Path folder = SampleFolder.casesOrSkip();
    Map<String, List<String>> wanted = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve("expected.jsonl"))) {
      JsonNode expected = new ObjectMapper().readTree(line);
      List<String> records = new ArrayList<>();
      expected.get("records").forEach(record -> records.add(line(record)));
      wanted.put(expected.get("file").textValue(), records);
    }
    Map<String, List<String>> found = new TreeMap<>();
    try (Connection connection = TestDatabase.connect("case_folder")) {
      List<String> files =
          FolderFacts.load(connection, folder, "case_documents", "case_facts", progress -> {});
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(FACTS)) {
        while (row.next()) {
          String file = files.get(row.getInt(1) - 1);
          found.computeIfAbsent(file, unused -> new ArrayList<>()).add(row.getString(2));
        }
      }
    }
    found.keySet().retainAll(wanted.keySet());
    found.forEach(
        (file, records) -> {
          if (!wanted.get(file).equals(List.of("other"))) {
            // A protocol that did not win may stand beside the rest.
            records.removeIf("other"::equals);
          }
        });
    assertThat(found).isEqualTo(wanted);
  }

  private static String line(JsonNode record) {
    String kind = record.get("kind").textValue();
    return switch (kind) {
      case "document" -> {
        boolean countable = record.get("countable").booleanValue();
        String document = kind + " " + record.get("key").textValue() + " " + countable;
        // Of what does not count the value is left open.
        yield countable ? document + " " + record.get("valueCents").asText() : document;
      }
      case "cancellation" ->
          String.join(
              " ",
              kind,
              record.get("key").textValue(),
              record.get("accepted").asText(),
              record.get("registered").textValue());
      default -> kind;
    };
  }
}
