package dev.tandem.beam.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** The fields in their order. */
public final class LogRecordCoder extends AtomicCoder<LogRecord> {
  private static final long serialVersionUID = 1L;

  public static final LogRecordCoder INSTANCE = new LogRecordCoder();

  @Override
  public void encode(LogRecord record, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(record.log(), out);
    VarIntCoder.of().encode(record.partition(), out);
    VarLongCoder.of().encode(record.offset(), out);
    BigEndianLongCoder.of().encode(record.appendedMs(), out);
    BigEndianLongCoder.of().encode(record.watermarkMs(), out);
    ByteArrayCoder.of().encode(record.value(), out);
  }

  @Override
  public LogRecord decode(InputStream in) throws IOException {
    return new LogRecord(
        StringUtf8Coder.of().decode(in),
        VarIntCoder.of().decode(in),
        VarLongCoder.of().decode(in),
        BigEndianLongCoder.of().decode(in),
        BigEndianLongCoder.of().decode(in),
        ByteArrayCoder.of().decode(in));
  }
}
