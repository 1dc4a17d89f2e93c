package dev.tandem.beam.pipeline;

import dev.tandem.counting.Quality;
import dev.tandem.counting.QualityClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/** Log, class, reason. */
final class QualityKeyCoder extends AtomicCoder<QualityKey> {
  private static final long serialVersionUID = 1L;

  static final QualityKeyCoder INSTANCE = new QualityKeyCoder();
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();

  @Override
  public void encode(QualityKey key, OutputStream out) throws IOException {
    TEXT.encode(key.log(), out);
    TEXT.encode(key.quality().qualityClass().text(), out);
    TEXT.encode(key.quality().reason(), out);
  }

  @Override
  public QualityKey decode(InputStream in) throws IOException {
    return new QualityKey(
        TEXT.decode(in), new Quality(QualityClass.named(TEXT.decode(in)), TEXT.decode(in)));
  }
}
