package dev.tandem.service;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a program prints, without {@link ControlCharacters}. Data gets into messages at many places
 * (names of tables and sources, file names, errors of a database, values of settings), so all of it
 * goes through here once, on its way out.
 */
public final class PlainOutput extends FilterOutputStream {
  private static final int C1_FIRST = 0x80;
  private static final int C1_LAST = 0x9f;
  private static final int C1_LEAD = 0xc2;
  private static final int DELETE = 0x7f;

  private final boolean utf8;
  private boolean afterLead;

  PlainOutput(OutputStream out, Charset charset) {
    super(out);
    this.utf8 = charset.equals(StandardCharsets.UTF_8);
  }

  /** From now on the program's standard output and error are plain. */
  public static void install() {
    System.setOut(plain(System.out, charset("stdout.encoding")));
    System.setErr(plain(System.err, charset("stderr.encoding")));
  }

  private static PrintStream plain(OutputStream out, Charset charset) {
    return new PrintStream(new PlainOutput(out, charset), true, charset);
  }

  private static Charset charset(String property) {
    return Optional.ofNullable(System.getProperty(property))
        .filter(Charset::isSupported)
        .map(Charset::forName)
        .orElseGet(Charset::defaultCharset);
  }

  /** Standard error as it is, for a line that rewrites itself: its writer replaces what is data. */
  public static PrintStream terminalError() {
    return new PrintStream(
        new FileOutputStream(FileDescriptor.err), true, charset("stderr.encoding"));
  }

  /**
   * Standard output as it is, for a line that rewrites itself: its writer replaces what is data.
   */
  public static PrintStream terminal() {
    return new PrintStream(
        new FileOutputStream(FileDescriptor.out), true, charset("stdout.encoding"));
  }

  @Override
  public synchronized void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    byte[] plain = new byte[length + 1];
    int used = 0;
    for (int i = from; i < from + length; i++) {
      int b = bytes[i] & 0xff;
      boolean high = b >= C1_FIRST && b <= C1_LAST;
      if (utf8 && afterLead) {
        // A control character of two bytes becomes one question mark.
        afterLead = false;
        if (high) {
          plain[used++] = '?';
          continue;
        }
        plain[used++] = (byte) C1_LEAD;
      }
      if (utf8 && b == C1_LEAD) {
        afterLead = true;
      } else {
        plain[used++] = isCommand(b) || (!utf8 && high) ? (byte) '?' : (byte) b;
      }
    }
    out.write(plain, 0, used);
  }

  private static boolean isCommand(int b) {
    return (b < ' ' && b != '\n' && b != '\t') || b == DELETE;
  }
}
