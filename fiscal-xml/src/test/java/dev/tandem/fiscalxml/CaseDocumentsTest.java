package dev.tandem.fiscalxml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Document;
import dev.tandem.domain.Document.Flag;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.OtherRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The reader against documents that once were read wrongly; what is right was written down without
 * it.
 */
class CaseDocumentsTest {
  private static final FiscalXmlReader READER = new FiscalXmlReader(Limits.DEFAULT);
  private static final Set<String> COUNTABLE = Set.of("100", "150", "101", "151", "155");

  @TestFactory
  Stream<DynamicTest> shouldReadEveryDocumentRight() {
    SampleDocuments cases = SampleDocuments.casesOrSkip();
    return cases.expectations().stream()
        .map(
            expected -> {
              String file = expected.get("file").textValue();
              return DynamicTest.dynamicTest(file, () -> compare(expected, cases.bytes(file)));
            });
  }

  private static void compare(JsonNode expected, byte[] stored) {
    List<String> wanted = new ArrayList<>();
    expected.get("records").forEach(record -> wanted.add(line(record)));
    ReadResult result = READER.read(stored);
    if (result instanceof ReadResult.Read read) {
      List<FiscalRecord> found = new ArrayList<>(read.records());
      if (!wanted.equals(List.of("other"))) {
        // A protocol that did not win may stand beside the rest.
        found.removeIf(OtherRecord.class::isInstance);
      }
      assertThat(found).extracting(CaseDocumentsTest::line).isEqualTo(wanted);
      flags(expected, found);
    } else {
      assertThat(wanted).containsExactly("rejected");
    }
  }

  private static void flags(JsonNode expected, List<FiscalRecord> found) {
    for (int i = 0; i < found.size(); i++) {
      JsonNode record = expected.get("records").get(i);
      if (found.get(i) instanceof Document document) {
        assertThat(document.flags().contains(Flag.VALUE_MISSING))
            .isEqualTo(record.path("flag").asText().equals("VALUE_MISSING"));
      }
    }
  }

  private static String line(JsonNode record) {
    String kind = record.get("kind").textValue();
    return switch (kind) {
      case "document" ->
          String.join(
              " ",
              kind,
              record.get("key").textValue(),
              record.get("countable").asText(),
              // Of what does not count the value is left open.
              record.get("countable").booleanValue() ? record.get("valueCents").asText() : "");
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

  private static String line(FiscalRecord record) {
    if (record instanceof Document document) {
      boolean countable =
          document.production()
              && COUNTABLE.contains(document.status())
              && !document.accessKey().isEmpty();
      return String.join(
          " ",
          "document",
          document.accessKey(),
          Boolean.toString(countable),
          countable ? Long.toString(document.facts().valueCents()) : "");
    }
    if (record instanceof Cancellation cancellation) {
      return String.join(
          " ",
          "cancellation",
          cancellation.accessKey(),
          Boolean.toString(cancellation.accepted()),
          Instant.ofEpochMilli(cancellation.registeredMs()).toString());
    }
    return record.kind().name().toLowerCase(Locale.ROOT);
  }
}
