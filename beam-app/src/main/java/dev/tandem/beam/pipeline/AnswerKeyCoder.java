package dev.tandem.beam.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/** Log, dimension values. The same key has the same bytes, as grouping needs. */
final class AnswerKeyCoder extends AtomicCoder<AnswerKey> {
  private static final long serialVersionUID = 1L;

  static final AnswerKeyCoder INSTANCE = new AnswerKeyCoder();
  private static final ListCoder<String> TEXTS = ListCoder.of(StringUtf8Coder.of());

  @Override
  public void encode(AnswerKey key, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(key.log(), out);
    TEXTS.encode(key.dimensions(), out);
  }

  @Override
  public AnswerKey decode(InputStream in) throws IOException {
    return new AnswerKey(StringUtf8Coder.of().decode(in), TEXTS.decode(in));
  }
}
