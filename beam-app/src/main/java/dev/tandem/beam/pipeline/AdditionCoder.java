package dev.tandem.beam.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;

/** Measures, arrival. */
final class AdditionCoder extends AtomicCoder<Addition> {
  private static final long serialVersionUID = 1L;

  static final AdditionCoder INSTANCE = new AdditionCoder();

  @Override
  public void encode(Addition addition, OutputStream out) throws IOException {
    TallyCoder.write(addition.measures(), out);
    BigEndianLongCoder.of().encode(addition.arrivedMs(), out);
  }

  @Override
  public Addition decode(InputStream in) throws IOException {
    return new Addition(TallyCoder.readMeasures(in), BigEndianLongCoder.of().decode(in));
  }
}
