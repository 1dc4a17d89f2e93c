package dev.tandem.localstack.generator;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One thing that a row was meant to say. Texts are empty where there is nothing.
 *
 * @param rowId the row's primary key
 * @param ordinal position in the row, in document order, over documents, cancellations and others
 *     together; a protocol's cancellation and an embedded event follow their document
 * @param accessKey of the document itself, or of the one that the thing is about
 * @param model {@code ide/mod}; of a cancellation, the key's
 * @param issuer CNPJ or CPF of {@code emit}
 * @param issuerType {@code CNPJ} or {@code CPF}
 * @param recipientRoot first 8 characters of the recipient's CNPJ; of a CT-e, of the payer's
 * @param state {@code emit/enderEmit/UF}
 * @param layout {@code versao} of {@code infNFe} or {@code infCte}
 * @param operation {@code tpNF}
 * @param purpose {@code finNFe}
 * @param emission {@code tpEmis}
 * @param valueCents {@code vNF} or {@code vTPrest} of a document
 * @param issued {@code dhEmi} as an instant
 * @param issuedLocal {@code dhEmi} as written, without its offset
 * @param registered of a document the protocol's {@code dhRecbto}; of a cancellation {@code
 *     dhRegEvento}, else {@code dhRecbto}, else {@code dhEvento}
 * @param status {@code cStat} of a document's protocol or a cancellation's answer
 * @param form of a cancellation: {@code event}, {@code receipt} (old {@code retCancNFe}) or {@code
 *     protocol} (the document's own protocol says so)
 * @param eventType {@code tpEvento}
 * @param production every {@code tpAmb} of it is 1
 * @param reason what an other record is, or what is wrong with a rejected row
 * @param arrived the row's arrival
 */
public record Fact(
    long rowId,
    int ordinal,
    Kind kind,
    String accessKey,
    String model,
    String issuer,
    String issuerType,
    String recipientRoot,
    String state,
    String layout,
    String operation,
    String purpose,
    String emission,
    OptionalLong valueCents,
    Optional<Instant> issued,
    Optional<LocalDateTime> issuedLocal,
    Optional<Instant> registered,
    String status,
    String form,
    String eventType,
    boolean production,
    String reason,
    Instant arrived) {

  /** What a thing is. */
  public enum Kind {
    DOCUMENT("document"),
    /** Granted by the authority, in production or not. */
    CANCELLATION("cancellation"),
    /** Any other fiscal record. */
    OTHER("other"),
    /** The row cannot be read: its only fact. */
    REJECTED("rejected");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As it stands in the facts table. */
    public String text() {
      return text;
    }
  }
}
