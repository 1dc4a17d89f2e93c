package dev.tandem.domain;

/**
 * The mod-11 digits of access keys, CNPJ and CPF. A character's value is its code less 48, so that
 * letters (alphanumeric CNPJ, since July 2026) weigh 17 to 42 and digits what they always did.
 */
final class CheckDigits {
  private CheckDigits() {}

  /**
   * The digit over {@code text[from, to)} with weights 2, 3, ... {@code maxWeight}, cycling from
   * the right.
   */
  static char mod11(String text, int from, int to, int maxWeight) {
    int sum = 0;
    int weight = 2;
    for (int i = to - 1; i >= from; i--) {
      sum += (text.charAt(i) - '0') * weight;
      weight = weight == maxWeight ? 2 : weight + 1;
    }
    int rest = sum % 11;
    return (char) (rest < 2 ? '0' : '0' + 11 - rest);
  }
}
