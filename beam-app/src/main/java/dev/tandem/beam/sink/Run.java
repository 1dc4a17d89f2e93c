package dev.tandem.beam.sink;

import java.io.Serializable;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.ValueProvider;

/**
 * When a run was submitted: the first part of every version, by which a later run outranks an
 * earlier one. A template is submitted whenever it is started, so that it is told then.
 *
 * @param startedMs in milliseconds since 1970; unknown until it runs where a template is made
 */
public record Run(ValueProvider<Long> startedMs) implements Serializable {
  /** What a template is told when it is started. */
  public interface Options extends PipelineOptions {
    @Description("When the template is started, in milliseconds since 1970.")
    ValueProvider<Long> getRun();

    void setRun(ValueProvider<Long> startedMs);
  }

  /** One that is submitted now. */
  public static Run at(long startedMs) {
    return new Run(ValueProvider.StaticValueProvider.of(startedMs));
  }

  /** One that a template is started as. */
  public static Run toldAtStart(PipelineOptions options) {
    return new Run(options.as(Options.class).getRun());
  }

  /**
   * When it was submitted.
   *
   * @throws IllegalStateException where a template was not told
   */
  long ms() {
    Long told = startedMs.get();
    if (told == null) {
      throw new IllegalStateException(
          "this template was started without its parameter run, by which its answers outrank those"
              + " of earlier runs: give run=MILLISECONDS, of now ($(date +%s%3N))");
    }
    return told;
  }
}
