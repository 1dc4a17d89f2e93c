package dev.tandem.domain;

import static java.util.Objects.requireNonNull;

/**
 * What a document says about itself and what is counted by. Two copies of a document with equal
 * facts are duplicates, with other facts they are in conflict (contract, section 2). Texts are
 * empty where the document has none; times are epoch milliseconds or {@link Times#ABSENT}.
 *
 * @param model {@code ide/mod}: 55, 65, 57, 67
 * @param issuer {@code emit}'s CNPJ or CPF, not the key's segment (domain sheet, section 2)
 * @param recipientRoot the first 8 characters of the recipient's CNPJ; of a CT-e's, the payer's
 *     (tomador)
 * @param state abbreviation of the state that {@code ide/cUF} codes; {@code emit/enderEmit/UF} as
 *     written where it codes none
 * @param layout {@code versao} of {@code infNFe} or {@code infCte}
 * @param operation {@code tpNF}
 * @param purpose {@code finNFe}
 * @param emission {@code tpEmis}
 * @param valueCents {@code vNF} or {@code vTPrest}; 0 where it is missing (see {@link
 *     Document.Flag#VALUE_MISSING})
 * @param issuedMs {@code dhEmi} as an instant
 * @param issuedLocalMs {@code dhEmi} as written, read as if it were UTC
 * @param precision how exactly the two are known
 * @param registeredMs the protocol's {@code dhRecbto}; {@link Times#ABSENT} where it is out of
 *     range
 */
public record Facts(
    String model,
    TaxId issuer,
    String recipientRoot,
    String state,
    String layout,
    String operation,
    String purpose,
    String emission,
    long valueCents,
    long issuedMs,
    long issuedLocalMs,
    TimePrecision precision,
    long registeredMs) {

  public Facts {
    requireNonNull(model, "model");
    requireNonNull(issuer, "issuer");
    requireNonNull(recipientRoot, "recipientRoot");
    requireNonNull(state, "state");
    requireNonNull(layout, "layout");
    requireNonNull(operation, "operation");
    requireNonNull(purpose, "purpose");
    requireNonNull(emission, "emission");
    requireNonNull(precision, "precision");
    registeredMs = Times.inRangeOrAbsent(registeredMs);
    if (Times.isPresent(issuedMs) == (precision == TimePrecision.NONE)) {
      throw new IllegalArgumentException(
          "a document has a time of issue or no precision of it: issuedMs="
              + issuedMs
              + ", precision="
              + precision);
    }
  }
}
