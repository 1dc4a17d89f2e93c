package dev.tandem.fiscalxml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Document;
import dev.tandem.domain.Document.Flag;
import dev.tandem.domain.Facts;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.TimePrecision;
import dev.tandem.domain.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The reader against facts that were extracted from the sample documents without it. */
class SampleDocumentsTest {
  private static final FiscalXmlReader READER = new FiscalXmlReader(Limits.DEFAULT);
  private static final Set<String> AUTHORISED = Set.of("100", "150");

  private static final Map<String, RejectReason> UNREADABLE =
      Map.of(
          "derived__doctype_entity__s.xml", RejectReason.DOCTYPE,
          "derived__latin1_declared_utf8__s.xml", RejectReason.ENCODING,
          "derived__truncated__s.xml", RejectReason.NOT_WELL_FORMED,
          // An HTTP answer, header lines first. The extraction looked for the document type that
          // its HTML has; there is no XML to find it in.
          "nfephp-org_nfephp__forbidden.xml", RejectReason.NOT_WELL_FORMED);

  /**
   * Files of which the reader says otherwise than the extraction, and why the contract and the
   * domain sheet want it so.
   */
  private static final Map<String, List<String>> OTHERWISE =
      Map.of(
          // The extraction lists an MDF-e's protocol as a record without a document. Contract,
          // section 1: a protocol is part of the document in whose mdfeProc it stands.
          "nfephp-org_sped-da__41200879549135000160580260000004071215501196-mdfe.xml",
          List.of("document-58", "event-110111"),
          // Sheet, section 1: these are other documents; the extraction lists no record for them.
          "akretion_nfelib__dps-simples.xml",
          List.of("nfse-request"),
          "arquivei_sped-da__bpe.xml",
          List.of("document-63"));

  @TestFactory
  Stream<DynamicTest> shouldAgreeWithTheExtractionOnEveryFile() {
    SampleDocuments samples = SampleDocuments.orSkip();
    return samples.expectations().stream()
        .map(
            expected -> {
              String file = expected.get("file").textValue();
              return DynamicTest.dynamicTest(file, () -> compare(expected, samples.bytes(file)));
            });
  }

  @Test
  void shouldCountWhatTheWholeFolderMustCount() {
    SampleDocuments samples = SampleDocuments.orSkip();
    Map<String, List<Document>> copies = new TreeMap<>();
    Map<String, Document> winners = new TreeMap<>();
    Map<String, Boolean> cancelled = new TreeMap<>();
    for (JsonNode expected : samples.expectations()) {
      for (FiscalRecord found : records(samples.bytes(expected.get("file").textValue()))) {
        if (found instanceof Document document && !document.accessKey().isEmpty()) {
          copies.computeIfAbsent(document.accessKey(), key -> new ArrayList<>()).add(document);
          if (countable(document)) {
            winners.putIfAbsent(document.accessKey(), document);
          }
        } else if (found instanceof Cancellation cancellation && cancellation.accepted()) {
          cancelled.put(cancellation.accessKey(), true);
        }
      }
    }
    // Counted and cancelled by its own protocol: the corpus leaves it out, net it is nothing.
    winners.values().removeIf(winner -> !AUTHORISED.contains(winner.status()));

    Map<String, String> counted = new LinkedHashMap<>();
    winners.forEach(
        (key, winner) ->
            counted.put(
                key,
                line(
                    winner.facts(),
                    cancelled.containsKey(key),
                    copies.get(key).stream()
                            .filter(SampleDocumentsTest::countable)
                            .map(Document::facts)
                            .distinct()
                            .count()
                        > 1)));
    Map<String, String> wanted = new LinkedHashMap<>();
    samples.corpus().get("keys").forEach(key -> wanted.put(key.get("key").textValue(), line(key)));
    assertThat(counted).containsExactlyInAnyOrderEntriesOf(wanted);
  }

  private static void compare(JsonNode expected, byte[] stored) {
    String file = expected.get("file").textValue();
    ReadResult result = READER.read(stored);
    if (UNREADABLE.containsKey(file)) {
      assertThat(expected.get("parse").textValue()).isNotEqualTo("ok");
      assertThat(result)
          .isInstanceOfSatisfying(
              ReadResult.Unreadable.class,
              unreadable -> assertThat(unreadable.reason()).isEqualTo(UNREADABLE.get(file)));
      return;
    }
    assertThat(expected.get("parse").textValue()).isEqualTo("ok");
    assertThat(READER.readUtf8(stored)).as("as UTF-8").isEqualTo(result);
    assertThat(READER.read(new String(stored, UTF_8))).as("as text").isEqualTo(result);
    List<FiscalRecord> records = records(stored);
    if (OTHERWISE.containsKey(file)) {
      assertThat(records)
          .extracting(found -> ((OtherRecord) found).type())
          .isEqualTo(OTHERWISE.get(file));
      return;
    }
    List<FiscalRecord> withoutProtocols = new ArrayList<>(records);
    withoutProtocols.removeIf(SampleDocumentsTest::isProtocolCancellation);
    JsonNode wanted = expected.get("records");
    assertThat(withoutProtocols).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      if (withoutProtocols.get(i) instanceof Document document) {
        compare(wanted.get(i), document);
        assertThat(isCancelled(document, records))
            .as("cancelled")
            .isEqualTo(wanted.get(i).get("state").textValue().equals("cancelled"));
      } else {
        compare(wanted.get(i), withoutProtocols.get(i));
      }
    }
  }

  private static void compare(JsonNode wanted, Document document) {
    Facts facts = document.facts();
    assertThat(wanted.get("kind").textValue()).isEqualTo("document");
    assertThat(document.accessKey()).isEqualTo(key(wanted));
    assertThat(facts.model()).isEqualTo(wanted.get("model").textValue());
    assertThat(facts.layout()).isEqualTo(wanted.get("layout").textValue());
    assertThat(facts.issuer().text()).isEqualTo(wanted.at("/issuer/id").textValue());
    assertThat(facts.issuer().type()).hasToString(wanted.at("/issuer/type").textValue());
    assertThat(facts.issuer().valid()).isEqualTo(wanted.at("/issuer/dv_ok").booleanValue());
    assertThat(facts.state()).isEqualTo(text(wanted, wanted.hasNonNull("uf") ? "uf" : "emit_uf"));
    assertThat(facts.operation()).isEqualTo(text(wanted, "tpNF"));
    assertThat(facts.purpose()).isEqualTo(text(wanted, "finNFe"));
    assertThat(facts.emission()).isEqualTo(text(wanted, "tpEmis"));
    assertThat(document.status()).isEqualTo(text(wanted, "cStat"));
    assertThat(document.production())
        .isEqualTo(text(wanted, "env").equals("1") && text(wanted, "tpAmb").equals("1"));
    assertThat(countable(document) && AUTHORISED.contains(document.status()))
        .as("counts")
        .isEqualTo(wanted.get("counts").booleanValue());
    compareValue(wanted, document);
    compareTimes(wanted, facts);
    compareFlags(wanted, document);
  }

  private static void compareValue(JsonNode wanted, Document document) {
    boolean readable = wanted.hasNonNull("value") && !text(wanted, "value").equals("string");
    assertThat(document.flags().contains(Flag.VALUE_MISSING)).isEqualTo(!readable);
    assertThat(document.facts().valueCents())
        .isEqualTo(
            readable
                ? new BigDecimal(text(wanted, "value")).movePointRight(2).longValueExact()
                : 0);
  }

  private static void compareTimes(JsonNode wanted, Facts facts) {
    Set<String> flags = flags(wanted);
    TimePrecision precision =
        flags.contains("issued_unparsable")
            ? TimePrecision.NONE
            : flags.contains("issued_date_only")
                ? TimePrecision.DATE
                : flags.contains("issued_no_offset") ? TimePrecision.LOCAL : TimePrecision.INSTANT;
    assertThat(facts.precision()).isEqualTo(precision);
    if (precision == TimePrecision.NONE) {
      assertThat(wanted.hasNonNull("issued_utc")).isFalse();
      return;
    }
    assertThat(Instant.ofEpochMilli(facts.issuedLocalMs()).toString())
        .startsWith(text(wanted, "issued_local_date"));
    if (precision == TimePrecision.INSTANT) {
      assertThat(facts.issuedMs()).isEqualTo(instantMs(wanted, "issued_utc"));
    }
    if (wanted.hasNonNull("received_utc")) {
      assertThat(facts.registeredMs()).isEqualTo(instantMs(wanted, "received_utc"));
    }
    assertThat(Times.isPresent(facts.registeredMs()))
        .isEqualTo(wanted.hasNonNull("received_raw") && !flags.contains("received_unparsable"));
  }

  private static void compareFlags(JsonNode wanted, Document document) {
    Set<String> flags = flags(wanted);
    assertThat(document.flags().contains(Flag.KEY_DIGIT_WRONG))
        .isEqualTo(flags.contains("key_dv_wrong"));
    assertThat(document.flags().contains(Flag.KEY_MODEL_DIFFERS))
        .isEqualTo(flags.contains("key_mod_mismatch"));
    assertThat(document.flags().contains(Flag.KEY_ISSUER_DIFFERS))
        .isEqualTo(flags.contains("key_issuer_mismatch"));
    assertThat(document.flags().contains(Flag.PROTOCOL_OF_OTHER_KEY))
        .isEqualTo(flags.contains("key_prot_mismatch"));
  }

  private static void compare(JsonNode wanted, FiscalRecord found) {
    assertThat(found.accessKey()).isEqualTo(key(wanted));
    if (found instanceof Cancellation cancellation) {
      assertThat(cancellation.form()).isEqualTo(Cancellation.Form.EVENT);
      assertThat(cancellation.eventType()).isEqualTo(text(wanted, "event_type"));
      assertThat(cancellation.status()).isEqualTo(text(wanted, "cStat"));
      assertThat(cancellation.accepted()).isEqualTo(wanted.get("uncounts").booleanValue());
      if (wanted.hasNonNull("registered_utc")) {
        assertThat(cancellation.registeredMs()).isEqualTo(instantMs(wanted, "registered_utc"));
      }
      return;
    }
    assertThat(((OtherRecord) found).type()).isEqualTo(otherType(wanted));
  }

  private static String otherType(JsonNode wanted) {
    return switch (wanted.get("kind").textValue()) {
      case "protocol" -> "protocol";
      case "inutilisation" -> "number-gap";
      case "nfse" -> "nfse";
      case "other_document" -> "document-" + text(wanted, "model");
      case "summary" -> text(wanted, "of").equals("resNFe") ? "summary" : "event-summary";
      case "event" -> eventType(wanted);
      default -> "unexpected " + wanted;
    };
  }

  private static String eventType(JsonNode wanted) {
    String type = text(wanted, "event_type");
    if (type.equals("110110")) {
      return "correction-letter";
    }
    // Two requests of the sample are eventoMDFe with the key of an NF-e: never a cancellation of
    // it.
    boolean ofMdfe = text(wanted, "key").startsWith("351103102907390001395500100000000110511280");
    if (!Set.of("110111", "110112").contains(type) || ofMdfe) {
      return "event-" + type;
    }
    return wanted.hasNonNull("cStat") ? "refused-cancellation" : "cancellation-request";
  }

  private static List<FiscalRecord> records(byte[] stored) {
    return READER.read(stored) instanceof ReadResult.Read read ? read.records() : List.of();
  }

  private static boolean isProtocolCancellation(FiscalRecord found) {
    return found instanceof Cancellation cancellation
        && cancellation.form() == Cancellation.Form.PROTOCOL;
  }

  private static boolean isCancelled(Document document, List<FiscalRecord> records) {
    return records.stream()
        .anyMatch(
            found ->
                found instanceof Cancellation && found.accessKey().equals(document.accessKey()));
  }

  private static boolean countable(Document document) {
    return document.production()
        && Set.of("100", "150", "101", "151", "155").contains(document.status());
  }

  private static String line(Facts facts, boolean cancelled, boolean conflicting) {
    return String.join(
        " ",
        facts.model(),
        facts.issuer().text(),
        facts.state(),
        facts.precision() == TimePrecision.INSTANT
            ? Instant.ofEpochMilli(facts.issuedMs()).toString()
            : "null",
        Instant.ofEpochMilli(facts.issuedLocalMs()).toString().substring(0, 10),
        BigDecimal.valueOf(facts.valueCents(), 2).toPlainString(),
        "cancelled=" + cancelled,
        "conflicting=" + conflicting);
  }

  private static String line(JsonNode key) {
    return String.join(
        " ",
        text(key, "model"),
        text(key, "issuer"),
        text(key, "uf"),
        key.get("issued_utc").asText(),
        text(key, "issued_local_date"),
        text(key, "value"),
        "cancelled=" + key.get("cancelled").asText(),
        "conflicting=" + key.get("conflicting_copies").asText());
  }

  private static String key(JsonNode wanted) {
    return Part.wellFormed(text(wanted, "key"));
  }

  private static Set<String> flags(JsonNode wanted) {
    Set<String> flags = new HashSet<>();
    wanted.get("flags").forEach(flag -> flags.add(flag.textValue()));
    return flags;
  }

  private static long instantMs(JsonNode wanted, String field) {
    return Instant.parse(text(wanted, field)).toEpochMilli();
  }

  private static String text(JsonNode wanted, String field) {
    return wanted.path(field).asText("").replaceAll("^null$", "");
  }
}
