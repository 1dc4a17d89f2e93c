package dev.tandem.domain;

import java.util.Optional;

/**
 * A fiscal document's access key (chave de acesso): 44 characters, identical in shape for models
 * 55, 65, 57, 67 and 58.
 *
 * <pre>
 *  1- 2 state code   3- 6 year and month   7-20 issuer   21-22 model   23-25 series
 * 26-34 number         35 emission        36-43 code        44 check digit
 * </pre>
 *
 * Since July 2026 an issuer may hold letters (alphanumeric CNPJ), so a key is text and never a
 * number. A wrong check digit is a fact about a key, not a reason to refuse it: see {@link
 * #checkDigitValid()}.
 */
public record AccessKey(String text) {
  public static final int LENGTH = 44;

  public AccessKey {
    if (!isWellFormed(text)) {
      throw new IllegalArgumentException(
          "an access key has 44 characters, 6 digits, 12 digits or capitals, 26 digits: key="
              + text);
    }
  }

  /** The key, or empty where the text has not the shape of one. */
  public static Optional<AccessKey> parse(String text) {
    return isWellFormed(text) ? Optional.of(new AccessKey(text)) : Optional.empty();
  }

  /** Whether a text matches {@code [0-9]{6}[0-9A-Z]{12}[0-9]{26}}. */
  public static boolean isWellFormed(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char c = text.charAt(i);
      boolean letterAllowed = i >= 6 && i < 18;
      if (!(c >= '0' && c <= '9') && !(letterAllowed && c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return true;
  }

  public String stateCode() {
    return text.substring(0, 2);
  }

  /** Year and month of issue in the issuer's local time, {@code yyMM}. */
  public String yearMonth() {
    return text.substring(2, 6);
  }

  /**
   * The 14 characters of the issuer's segment: a CNPJ, or {@code 000} and a CPF. Not always the
   * issuer (NF-e avulsa).
   */
  public String issuer() {
    return text.substring(6, 20);
  }

  public String model() {
    return text.substring(20, 22);
  }

  public String series() {
    return text.substring(22, 25);
  }

  public String number() {
    return text.substring(25, 34);
  }

  /** The emission type; layout 1.10 has a ninth digit of the code in its place. */
  public String emission() {
    return text.substring(34, 35);
  }

  public boolean checkDigitValid() {
    return CheckDigits.mod11(text, 0, LENGTH - 1, 9) == text.charAt(LENGTH - 1);
  }

  @Override
  public String toString() {
    return text;
  }
}
