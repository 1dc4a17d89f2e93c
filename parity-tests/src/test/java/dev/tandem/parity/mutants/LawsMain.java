package dev.tandem.parity.mutants;

import dev.tandem.parity.laws.Answer;
import dev.tandem.parity.laws.Batch;
import dev.tandem.parity.laws.Comparison;
import dev.tandem.parity.laws.Difference;
import dev.tandem.parity.laws.Opinion;
import dev.tandem.parity.laws.ReferenceOpinion;
import dev.tandem.parity.laws.Runner;
import dev.tandem.parity.laws.SqlAnswers;
import dev.tandem.parity.laws.UnboundedOpinion;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds one law over random logs of given seeds, in a process of its own, whose classes may be a
 * mutant's. Ends with {@value #AGREE} where opinions are SQL's, and with {@value #DIFFER} at the
 * first batch where numbers differ, of which it says one for each opinion; everything else is a
 * crash.
 */
final class LawsMain {
  /** The laws: what is held against SQL. */
  enum Law {
    ANSWERS,
    FORGETTING,
    PANES;

    List<Opinion> opinions(Opinion sql) {
      return switch (this) {
        case ANSWERS -> List.of(new ReferenceOpinion(), new RestartedOpinion());
        case FORGETTING -> List.of(new ForgettingOpinion(sql));
        case PANES -> List.of(new UnboundedOpinion(Runner.DIRECT));
      };
    }
  }

  static final int AGREE = 0;
  static final int DIFFER = 33;

  private static final int LOGS_AT_ONCE = 10;

  private LawsMain() {}

  /**
   * Holds the law.
   *
   * @param args law, JDBC URL, user, first seed, number of batches
   */
  public static void main(String[] args) throws Exception {
    long first = Long.parseLong(args[3]);
    int batches = Integer.parseInt(args[4]);
    long windows = 0;
    try (Connection database = DriverManager.getConnection(args[1], args[2], "")) {
      Opinion sql = new SqlAnswers(database);
      List<Opinion> opinions = Law.valueOf(args[0]).opinions(sql);
      for (long seed = first; seed < first + batches; seed++) {
        Batch batch = Batch.random(seed, LOGS_AT_ONCE);
        List<Answer> expected = sql.answers(batch);
        List<Difference> differences = new ArrayList<>();
        for (Opinion opinion : opinions) {
          Comparison comparison =
              Comparison.of(batch, expected, opinion.name(), opinion.answers(batch));
          windows += comparison.windows();
          first(comparison).ifPresent(differences::add);
        }
        if (!differences.isEmpty()) {
          System.out.println("numbers differ");
          differences.forEach(System.out::println);
          System.exit(DIFFER);
        }
      }
    }
    System.out.println(batches * LOGS_AT_ONCE + " logs, " + windows + " windows: no difference");
    System.exit(AGREE);
  }

  /** A number, where one differs; how it was said is not enough. */
  private static Optional<Difference> first(Comparison comparison) {
    return comparison.differences().stream()
        .filter(difference -> !difference.where().equals("form"))
        .findFirst();
  }
}
