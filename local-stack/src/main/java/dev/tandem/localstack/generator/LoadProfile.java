package dev.tandem.localstack.generator;

import java.time.Duration;
import java.util.List;

/**
 * The shape of a load: what is in the table, in what shares, how large and how late. The numbers of
 * {@link #standard()} are assumptions of the domain sheet's section 13; only the size fit, the
 * means of the values and the peak factors have a source.
 *
 * @param mix shares of rows
 * @param events shares of events
 * @param latenessCdf from {@code dhEmi} to arrival
 */
public record LoadProfile(
    Mix mix,
    EventMix events,
    IssuerMix issuers,
    Quality quality,
    Items items,
    ValueMix values,
    List<LatenessStep> latenessCdf,
    IssueTimes issueTimes,
    Peak peak,
    Spread spread) {

  public LoadProfile {
    latenessCdf = List.copyOf(latenessCdf);
  }

  /** Shares of rows, copies included; they add up to 1. */
  public record Mix(double nfce, double nfe, double cte, double event, double other) {}

  /**
   * Shares of events, by {@code tpEvento}; they add up to 1.
   *
   * @param substitution 110112, cancellation of an NFC-e by another one
   * @param manifestation 2102xx, by the recipient
   */
  public record EventMix(
      double cancellation,
      double substitution,
      double correction,
      double manifestation,
      double other) {}

  /**
   * Who issues.
   *
   * @param count of issuers
   * @param zipfExponent how unequal they are
   * @param alphanumeric share of issuers with an alphanumeric CNPJ
   * @param cpf share of issuers of NF-e that are persons
   * @param avulsa share of NF-e issued by an agency for a taxpayer
   */
  public record IssuerMix(
      int count, double zipfExponent, double alphanumeric, double cpf, double avulsa) {}

  /**
   * What is wrong or odd.
   *
   * @param homologation share of documents that are tests
   * @param noProtocol share of documents that are not authorised (yet)
   * @param malformed share of rows that nobody can read
   * @param duplicateDelivery share of keys that arrive again
   * @param conflict share of keys that arrive again with other content
   * @param eventBeforeDocument share of events that arrive first
   */
  public record Quality(
      double homologation,
      double noProtocol,
      double malformed,
      double duplicateDelivery,
      double conflict,
      double eventBeforeDocument) {}

  /**
   * Items of a document: 1 + geometric.
   *
   * @param nfeMeanExtra mean number of items after the first
   * @param over200 share of NF-e with more than 200 items
   * @param max number of items the layout allows
   */
  public record Items(double nfeMeanExtra, double nfceMeanExtra, double over200, int max) {}

  /** A lognormal distribution of values in BRL. */
  public record Lognormal(double median, double mean) {}

  /** Values in BRL, by model. */
  public record ValueMix(Lognormal nfe, Lognormal nfce, Lognormal cte) {}

  /** A share of documents arrives within this many seconds. */
  public record LatenessStep(long seconds, double share) {}

  /**
   * How {@code dhEmi} is written.
   *
   * @param midnight share at 00:00:00
   * @param zeroSeconds share that ends in :00
   * @param future share that lies up to 300 s after the arrival
   * @param strayMinus2 share written with -02:00 whatever the state
   * @param strayOther share written with yet another offset
   */
  public record IssueTimes(
      double midnight, double zeroSeconds, double future, double strayMinus2, double strayOther) {}

  /**
   * How uneven the load is.
   *
   * @param minuteOverDayMean the day's busiest minute over its mean minute
   * @param secondOverDayMean the day's busiest second over its mean second
   * @param monthEnd the days around a month's end over the others
   */
  public record Peak(double minuteOverDayMean, double secondOverDayMean, double monthEnd) {}

  /**
   * How arrivals of a bulk load spread before its newest one.
   *
   * @param period all ordinary arrivals lie in it
   * @param recent a part at its end
   * @param recentShare of rows, that arrive in that part
   */
  public record Spread(Duration period, Duration recent, double recentShare) {}

  /** The profile of the domain sheet. */
  public static LoadProfile standard() {
    return new LoadProfile(
        new Mix(0.55, 0.33, 0.06, 0.05, 0.01),
        new EventMix(0.35, 0.02, 0.18, 0.35, 0.10),
        new IssuerMix(100_000, 1.05, 0.05, 0.01, 0.002),
        new Quality(0.005, 0.005, 0.0005, 0.08, 0.0001, 0.02),
        new Items(4, 5, 0.001, 990),
        new ValueMix(new Lognormal(450, 3300), new Lognormal(45, 100), new Lognormal(180, 900)),
        List.of(
            new LatenessStep(60, 0.60),
            new LatenessStep(600, 0.80),
            new LatenessStep(3_600, 0.88),
            new LatenessStep(86_400, 0.94),
            new LatenessStep(604_800, 0.97),
            new LatenessStep(7_776_000, 0.99),
            new LatenessStep(31_536_000, 0.999),
            new LatenessStep(157_680_000, 1.0)),
        new IssueTimes(0.05, 0.30, 0.003, 0.01, 0.005),
        new Peak(13, 22, 1.75),
        new Spread(Duration.ofDays(40), Duration.ofDays(2), 0.5));
  }

  /**
   * The standard one, but that a tenth of the documents arrives later than the default spec's
   * bounded metrics call live, 2 hours, and half of that tenth later than their history, 90 days.
   */
  public static LoadProfile late() {
    LoadProfile standard = standard();
    return new LoadProfile(
        standard.mix,
        standard.events,
        standard.issuers,
        standard.quality,
        standard.items,
        standard.values,
        List.of(
            new LatenessStep(60, 0.60),
            new LatenessStep(600, 0.80),
            new LatenessStep(3_600, 0.895),
            new LatenessStep(7_200, 0.905),
            new LatenessStep(7_776_000, 0.95),
            new LatenessStep(157_680_000, 1.0)),
        standard.issueTimes,
        standard.peak,
        standard.spread);
  }

  /** The same with another number of issuers; 20,000 suits a laptop. */
  public LoadProfile withIssuers(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a load has at least one issuer: count=" + count);
    }
    IssuerMix changed =
        new IssuerMix(
            count, issuers.zipfExponent, issuers.alphanumeric, issuers.cpf, issuers.avulsa);
    return new LoadProfile(
        mix, events, changed, quality, items, values, latenessCdf, issueTimes, peak, spread);
  }
}
