package dev.tandem.parity.mutants;

import dev.tandem.localstack.check.Comparison;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;

/**
 * Holds one law over random logs of given seeds, in a process of its own, whose classes may be a
 * mutant's. Ends with {@value #AGREE} where all agree and with {@value #DIFFER} at the first log
 * over which opinions differ, which it describes; everything else is a crash.
 */
final class LawsMain {
  static final String ANSWERS = "answers";
  static final String FORGETTING = "forgetting";

  static final int AGREE = 0;
  static final int DIFFER = 33;

  private static final Map<String, Law> LAWS =
      Map.of(ANSWERS, Opinions::answers, FORGETTING, Opinions::forgetting);

  private LawsMain() {}

  /**
   * Holds the law.
   *
   * @param args law, JDBC URL, user, first seed, number of seeds
   */
  public static void main(String[] args) throws Exception {
    Law law = LAWS.get(args[0]);
    long first = Long.parseLong(args[3]);
    int logs = Integer.parseInt(args[4]);
    long windows = 0;
    try (Connection database = DriverManager.getConnection(args[1], args[2], "")) {
      for (long seed = first; seed < first + logs; seed++) {
        Comparison comparison = law.of(RandomLog.of(seed), seed, database);
        windows += comparison.windows().size();
        if (!comparison.agrees()) {
          System.out.println("seed " + seed + ": " + describe(comparison));
          System.exit(DIFFER);
        }
      }
    }
    System.out.println(logs + " logs, " + windows + " windows: no difference");
    System.exit(AGREE);
  }

  private static String describe(Comparison comparison) {
    return comparison.differences().isEmpty()
        ? "numbers differ: quality " + comparison.qualityDifferences().get(0)
        : "numbers differ: " + comparison.differences().get(0);
  }
}
