package dev.tandem.localstack.generator;

/** How much a document is worth and how many items it has. */
final class Amounts {
  private static final long MOST_CENTS = 99_999_999_999L;

  private final LoadProfile.ValueMix values;
  private final LoadProfile.Items items;

  Amounts(LoadProfile profile) {
    this.values = profile.values();
    this.items = profile.items();
  }

  long drawCents(Model model, Dice dice) {
    LoadProfile.Lognormal distribution =
        switch (model) {
          case NFE -> values.nfe();
          case NFCE -> values.nfce();
          default -> values.cte();
        };
    // mean = median * e^(sigma^2 / 2)
    double sigma = StrictMath.sqrt(2 * StrictMath.log(distribution.mean() / distribution.median()));
    double brl = distribution.median() * StrictMath.exp(sigma * dice.gaussian());
    return Math.max(1, Math.min(MOST_CENTS, Math.round(brl * 100)));
  }

  int drawItems(Model model, Dice dice) {
    int drawn =
        1 + dice.geometric(model == Model.NFE ? items.nfeMeanExtra() : items.nfceMeanExtra());
    if (model == Model.NFE && dice.chance(items.over200())) {
      double spread = StrictMath.log(items.max() / 200.0);
      drawn = (int) (200 * StrictMath.exp(dice.unit() * spread)) + 1;
    }
    return Math.min(drawn, items.max());
  }

  /** {@code 1234.56}. */
  static String brl(long cents) {
    StringBuilder text = new StringBuilder(14).append(cents / 100).append('.');
    if (cents % 100 < 10) {
      text.append('0');
    }
    return text.append(cents % 100).toString();
  }
}
