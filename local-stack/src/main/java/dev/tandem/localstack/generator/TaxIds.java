package dev.tandem.localstack.generator;

/**
 * Check digits of CNPJ, CPF and access keys (domain sheet, sections 2 and 3). A character counts as
 * its code less 48, so that letters of an alphanumeric CNPJ weigh 17 to 42.
 */
final class TaxIds {
  private TaxIds() {}

  /** A CNPJ of 14 characters from its first 12. */
  static String cnpj(String root, String branch) {
    String body = root + branch;
    char first = digit(sum(body, 9));
    return body + first + digit(sum(body + first, 9));
  }

  /** A CPF of 11 digits from its first 9. */
  static String cpf(String body) {
    char first = digit(sum(body, Integer.MAX_VALUE));
    return body + first + digit(sum(body + first, Integer.MAX_VALUE));
  }

  /** An access key of 44 characters from its first 43. */
  static String accessKey(String body) {
    if (body.length() != 43) {
      throw new IllegalArgumentException("a key's body has 43 characters: body=" + body);
    }
    return body + digit(sum(body, 9));
  }

  /** Weights 2, 3, ... from the right, beginning again after the largest one. */
  private static int sum(String text, int largestWeight) {
    int sum = 0;
    int weight = 2;
    for (int i = text.length() - 1; i >= 0; i--) {
      sum += (text.charAt(i) - '0') * weight;
      weight = weight == largestWeight ? 2 : weight + 1;
    }
    return sum;
  }

  private static char digit(int sum) {
    int rest = sum % 11;
    return (char) ('0' + (rest < 2 ? 0 : 11 - rest));
  }
}
