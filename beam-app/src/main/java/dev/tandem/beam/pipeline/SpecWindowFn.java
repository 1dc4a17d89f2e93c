package dev.tandem.beam.pipeline;

import dev.tandem.counting.Window;
import dev.tandem.counting.WindowSpec;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.NonMergingWindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.joda.time.Instant;

/**
 * A metric's windows (contract, section 3). Beam's own windows are not right before 1970, and know
 * no day that begins at 01:00.
 */
final class SpecWindowFn extends NonMergingWindowFn<Object, IntervalWindow> {
  private static final long serialVersionUID = 1L;

  private final WindowSpec spec;

  SpecWindowFn(WindowSpec spec) {
    this.spec = spec;
  }

  @Override
  public List<IntervalWindow> assignWindows(AssignContext context) {
    return spec.windowsOf(context.timestamp().getMillis()).stream()
        .map(SpecWindowFn::toBeam)
        .toList();
  }

  static IntervalWindow toBeam(Window window) {
    return new IntervalWindow(
        Instant.ofEpochMilli(window.startMs()), Instant.ofEpochMilli(window.endMs()));
  }

  static Window ofBeam(IntervalWindow window) {
    return new Window(window.start().getMillis(), window.end().getMillis());
  }

  @Override
  public boolean isCompatible(WindowFn<?, ?> other) {
    return other instanceof SpecWindowFn windows && windows.spec.equals(spec);
  }

  @Override
  public Coder<IntervalWindow> windowCoder() {
    return IntervalWindow.getCoder();
  }

  @Override
  public WindowMappingFn<IntervalWindow> getDefaultWindowMappingFn() {
    throw new UnsupportedOperationException("no side inputs are read by a metric's windows");
  }

  @Override
  public boolean assignsToOneWindow() {
    return !(spec instanceof WindowSpec.Hopping);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpecWindowFn windows && windows.spec.equals(spec);
  }

  @Override
  public int hashCode() {
    return spec.hashCode();
  }

  @Override
  public String toString() {
    return spec.text();
  }
}
