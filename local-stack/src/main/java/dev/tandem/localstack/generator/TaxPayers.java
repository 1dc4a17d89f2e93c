package dev.tandem.localstack.generator;

import dev.tandem.localstack.generator.Dice.Purpose;

/**
 * Issuers by rank, made when asked for. Carriers are few and of their own, since far fewer issue
 * CT-e than NF-e (domain sheet, section 11).
 */
final class TaxPayers {
  private static final int CARRIERS_FROM = 50_000_000;
  private static final double GOLDEN_RATIO = 0.6180339887498949;
  private static final String LETTERS = "ABCDEGHJKLMNPRSTVWXYZ0123456789";

  private final long seed;
  private final LoadProfile.IssuerMix mix;
  private final Zipf shops;
  private final Zipf carriers;

  TaxPayers(long seed, LoadProfile.IssuerMix mix) {
    this.seed = seed;
    this.mix = mix;
    this.shops = new Zipf(mix.count(), mix.zipfExponent());
    this.carriers = new Zipf(Math.max(1, mix.count() / 20), mix.zipfExponent());
  }

  TaxPayer draw(Dice dice, Model model) {
    return model.isNfe()
        ? get(shops.draw(dice), model == Model.NFE)
        : get(CARRIERS_FROM + carriers.draw(dice), false);
  }

  /** A company of a rank, never a person. */
  TaxPayer company(int rank) {
    return get(rank, false);
  }

  TaxPayer person(int rank) {
    return make(rank, true);
  }

  private TaxPayer get(int rank, boolean maybePerson) {
    return make(
        rank, maybePerson && Dice.of(seed, rank, Purpose.ISSUER).unit() < mix.cpf() && rank > 9);
  }

  private TaxPayer make(int rank, boolean person) {
    Dice dice = Dice.of(seed, rank, Purpose.ISSUER);
    dice.nextLong();
    // Evenly along the golden ratio: with a plain draw the few largest issuers would decide the
    // share of every state. The start is the one that meets the shares best.
    State state = State.at((0.07 + rank * GOLDEN_RATIO) % 1);
    if (person) {
      return new TaxPayer(
          rank,
          TaxIds.cpf(Long.toString(100_000_000L + dice.between(0, 899_999_999L))),
          true,
          state,
          "PRODUTOR RURAL FICTICIO " + rank,
          920 + dice.below(50));
    }
    boolean branch = rank % 7 == 3;
    boolean alphanumeric = !branch && dice.chance(mix.alphanumeric());
    String root = alphanumeric ? letters(rank) : digits(branch ? rank - 3 : rank);
    return new TaxPayer(
        rank,
        TaxIds.cnpj(root, branch ? "0002" : "0001"),
        false,
        state,
        (rank >= CARRIERS_FROM ? "TRANSPORTADORA" : "COMERCIO") + " MODELO " + rank + " LTDA",
        1 + dice.below(5));
  }

  /** Eight digits, another eight for every rank. */
  private String digits(int rank) {
    long offset = Long.remainderUnsigned(Dice.mix(seed), 90_000_000L);
    return Long.toString(10_000_000L + (offset + rank * 7_368_787L) % 90_000_000L);
  }

  /** Eight characters of which the first is a letter, so they never equal digits. */
  private String letters(int rank) {
    Dice dice = Dice.of(seed, rank, Purpose.CERTIFICATE);
    StringBuilder root = new StringBuilder(8).append((char) ('A' + dice.below(26)));
    while (root.length() < 8) {
      root.append(LETTERS.charAt(dice.below(LETTERS.length())));
    }
    return root.toString();
  }
}
