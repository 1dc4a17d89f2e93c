package dev.tandem.streams.counts;

import dev.tandem.counting.Measures;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an order can go by. */
public enum Measure {
  DOCUMENTS("documents"),
  VALUE("value"),
  CANCELLED("cancelled"),
  CANCELLED_VALUE("cancelled-value"),
  NET_DOCUMENTS("net-documents"),
  NET_VALUE("net-value");

  private final String text;

  Measure(String text) {
    this.text = text;
  }

  public long of(Measures measures) {
    return switch (this) {
      case DOCUMENTS -> measures.documents();
      case VALUE -> measures.value();
      case CANCELLED -> measures.cancelled();
      case CANCELLED_VALUE -> measures.cancelledValue();
      case NET_DOCUMENTS -> measures.netDocuments();
      case NET_VALUE -> measures.netValue();
    };
  }

  public static Optional<Measure> named(String text) {
    return Arrays.stream(values()).filter(m -> m.text.equals(text)).findFirst();
  }

  public static List<String> texts() {
    return Arrays.stream(values()).map(m -> m.text).toList();
  }
}
