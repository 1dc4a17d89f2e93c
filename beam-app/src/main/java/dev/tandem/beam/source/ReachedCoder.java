package dev.tandem.beam.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** The fields in their order. */
public final class ReachedCoder extends AtomicCoder<Reached> {
  private static final long serialVersionUID = 1L;

  public static final ReachedCoder INSTANCE = new ReachedCoder();

  private ReachedCoder() {}

  @Override
  public void encode(Reached reached, OutputStream out) throws IOException {
    VarIntCoder.of().encode(reached.partition(), out);
    VarLongCoder.of().encode(reached.nextOffset(), out);
    BigEndianLongCoder.of().encode(reached.watermarkMs(), out);
  }

  @Override
  public Reached decode(InputStream in) throws IOException {
    return new Reached(
        VarIntCoder.of().decode(in),
        VarLongCoder.of().decode(in),
        BigEndianLongCoder.of().decode(in));
  }
}
