package dev.tandem.beam.pipeline;

import dev.tandem.counting.Measures;
import dev.tandem.counting.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** Live, late, expired; each with its four measures, small numbers in few bytes. */
final class TallyCoder extends AtomicCoder<Tally> {
  private static final long serialVersionUID = 1L;

  static final TallyCoder INSTANCE = new TallyCoder();
  private static final VarLongCoder LONG = VarLongCoder.of();

  @Override
  public void encode(Tally tally, OutputStream out) throws IOException {
    write(tally.live(), out);
    write(tally.late(), out);
    write(tally.expired(), out);
  }

  @Override
  public Tally decode(InputStream in) throws IOException {
    return new Tally(readMeasures(in), readMeasures(in), readMeasures(in));
  }

  static void write(Measures measures, OutputStream out) throws IOException {
    putSigned(measures.documents(), out);
    putSigned(measures.value(), out);
    putSigned(measures.cancelled(), out);
    putSigned(measures.cancelledValue(), out);
  }

  static Measures readMeasures(InputStream in) throws IOException {
    return new Measures(signed(in), signed(in), signed(in), signed(in));
  }

  /** Zigzag: a take-back's small negative number stays small. */
  private static void putSigned(long value, OutputStream out) throws IOException {
    LONG.encode((value << 1) ^ (value >> 63), out);
  }

  private static long signed(InputStream in) throws IOException {
    long zigzag = LONG.decode(in);
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }
}
