package dev.tandem.streams.app;

/** An option whose value cannot be. */
final class WrongSetting extends UserError {
  private static final long serialVersionUID = 1L;

  private final String option;
  private final String value;
  private final String remedy;

  /**
   * @param option its name, {@code --threads}
   */
  WrongSetting(String option, Object value, String remedy) {
    super(option + " = " + value + ": " + remedy);
    this.option = option;
    this.value = String.valueOf(value);
    this.remedy = remedy;
  }

  String option() {
    return option;
  }

  /** The message with where the value came from. */
  String from(String origin) {
    return option + " = " + value + " (" + origin + "): " + remedy;
  }
}
