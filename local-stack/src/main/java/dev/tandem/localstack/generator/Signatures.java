package dev.tandem.localstack.generator;

import dev.tandem.localstack.generator.Dice.Purpose;
import dev.tandem.localstack.generator.Template.Values;

/** Signature blocks that sign nothing: right in shape and size, random in content. */
final class Signatures {
  private static final Template TEMPLATE = Template.load("signature.xml");
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int CERTIFICATES = 64;
  private static final int CERTIFICATE_CHARS = 1_680;

  private final String[] certificates = new String[CERTIFICATES];

  Signatures(long seed) {
    for (int i = 0; i < CERTIFICATES; i++) {
      Dice dice = Dice.of(seed, i, Purpose.CERTIFICATE);
      certificates[i] = "MIIG" + base64(dice, CERTIFICATE_CHARS - 4);
    }
  }

  /**
   * @param reference of the signed element
   * @param digest see {@link #digest(Dice)}
   */
  void write(StringBuilder out, String reference, String digest, TaxPayer signer, Dice dice) {
    TEMPLATE.fill(
        out,
        new Values()
            .set("reference", reference)
            .set("digest", digest)
            .set("signature", base64(dice, 342) + "==")
            .set("certificate", certificates[signer.rank() % CERTIFICATES]));
  }

  /** A SHA-1 that is none. */
  static String digest(Dice dice) {
    return base64(dice, 27) + "=";
  }

  private static String base64(Dice dice, int chars) {
    char[] text = new char[chars];
    long bits = 0;
    for (int i = 0; i < chars; i++) {
      bits = i % 10 == 0 ? dice.nextLong() : bits >>> 6;
      text[i] = ALPHABET.charAt((int) (bits & 63));
    }
    return new String(text);
  }
}
