package dev.tandem.domain;

import java.util.regex.Pattern;

/**
 * The tax id of a party: a CNPJ (14 characters, numeric or since July 2026 alphanumeric), a CPF (11
 * digits), or whatever else was written there.
 */
public record TaxId(Type type, String text) {
  /** What an id is, named as the {@code issuer-type} dimension names it. */
  public enum Type {
    CNPJ,
    CPF,
    /** Absent, or an id of another country. */
    NONE
  }

  private static final Pattern CNPJ_SHAPE = Pattern.compile("[0-9A-Z]{12}[0-9]{2}");
  private static final Pattern CPF_SHAPE = Pattern.compile("[0-9]{11}");

  public static final TaxId ABSENT = new TaxId(Type.NONE, "");

  public static TaxId cnpj(String text) {
    return new TaxId(Type.CNPJ, text);
  }

  public static TaxId cpf(String text) {
    return new TaxId(Type.CPF, text);
  }

  /** The company of a CNPJ: its first 8 of 14 characters. Empty for anything else. */
  public String root() {
    return type == Type.CNPJ && text.codePointCount(0, text.length()) == 14
        ? text.substring(0, text.offsetByCodePoints(0, 8))
        : "";
  }

  /**
   * Whether shape and digits are right. One character repeated is refused, though it may satisfy
   * the arithmetic.
   */
  public boolean valid() {
    return switch (type) {
      case CNPJ -> validCnpj(text);
      case CPF -> validCpf(text);
      case NONE -> false;
    };
  }

  private static boolean validCnpj(String text) {
    return CNPJ_SHAPE.matcher(text).matches()
        && text.chars().distinct().count() > 1
        && CheckDigits.mod11(text, 0, 12, 9) == text.charAt(12)
        && CheckDigits.mod11(text, 0, 13, 9) == text.charAt(13);
  }

  private static boolean validCpf(String text) {
    return CPF_SHAPE.matcher(text).matches()
        && text.chars().distinct().count() > 1
        && CheckDigits.mod11(text, 0, 9, 11) == text.charAt(9)
        && CheckDigits.mod11(text, 0, 10, 11) == text.charAt(10);
  }
}
