package dev.tandem.beam.pipeline;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;

/** The fields in their order. */
public final class HistoryAnswerCoder extends AtomicCoder<HistoryAnswer> {
  private static final long serialVersionUID = 1L;

  public static final HistoryAnswerCoder INSTANCE = new HistoryAnswerCoder();
  private static final ListCoder<String> TEXTS = ListCoder.of(StringUtf8Coder.of());

  @Override
  public void encode(HistoryAnswer answer, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(answer.log(), out);
    StringUtf8Coder.of().encode(answer.key().metric(), out);
    TEXTS.encode(answer.key().dimensions(), out);
    BigEndianLongCoder.of().encode(answer.key().window().startMs(), out);
    BigEndianLongCoder.of().encode(answer.key().window().endMs(), out);
    TallyCoder.INSTANCE.encode(answer.tally(), out);
    PaneInfo.PaneInfoCoder.of().encode(answer.pane(), out);
  }

  @Override
  public HistoryAnswer decode(InputStream in) throws IOException {
    String log = StringUtf8Coder.of().decode(in);
    String metric = StringUtf8Coder.of().decode(in);
    List<String> dimensions = TEXTS.decode(in);
    Window window =
        new Window(BigEndianLongCoder.of().decode(in), BigEndianLongCoder.of().decode(in));
    return new HistoryAnswer(
        log,
        new CountKey(metric, dimensions, window),
        TallyCoder.INSTANCE.decode(in),
        PaneInfo.PaneInfoCoder.of().decode(in));
  }
}
