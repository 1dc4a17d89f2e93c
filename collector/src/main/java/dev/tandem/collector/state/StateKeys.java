package dev.tandem.collector.state;

/**
 * Keys of a source's records: {@code source}, {@code source/1}, {@code source/1/plan}, {@code
 * source/1/ranges/<plan>/<range>}, {@code source/1/finished}, {@code source/1/position/<writer>},
 * {@code source/1/vouched/<writer>}. A source's name has no slash.
 */
final class StateKeys {
  static final String PLAN = "plan";
  static final String RANGES = "ranges";
  static final String FINISHED = "finished";
  static final String POSITION = "position";
  static final String VOUCHED = "vouched";

  private StateKeys() {}

  static String start(String source, int snapshot) {
    return source + '/' + snapshot;
  }

  static String plan(String source, int snapshot) {
    return start(source, snapshot) + '/' + PLAN;
  }

  static String range(String source, int snapshot, String plan, int range) {
    return start(source, snapshot) + '/' + RANGES + '/' + plan + '/' + range;
  }

  static String finished(String source, int snapshot) {
    return start(source, snapshot) + '/' + FINISHED;
  }

  static String position(String source, int snapshot, String writer) {
    return start(source, snapshot) + '/' + POSITION + '/' + writer;
  }

  static String vouched(String source, int snapshot, String writer) {
    return start(source, snapshot) + '/' + VOUCHED + '/' + writer;
  }
}
