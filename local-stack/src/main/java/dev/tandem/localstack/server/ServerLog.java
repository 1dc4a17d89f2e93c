package dev.tandem.localstack.server;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a child process's output, to say in an error why it did not start. */
final class ServerLog {
  private static final int MAX_LINES = 8;
  private static final long MAX_BYTES = 8192;

  private ServerLog() {}

  /** The file's size now, where what a process is about to write will begin. */
  static long end(Path log) {
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException e) {
      throw new ServerException("log " + log + " cannot be read: check its permissions", e);
    }
  }

  /** The last lines written at or after a position, indented, or a remark that there are none. */
  static String tail(Path log, long from) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(from, file.length() - MAX_BYTES));
      byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return lines.stream()
          .skip(Math.max(0, lines.size() - MAX_LINES))
          .map(line -> "\n  " + line)
          .collect(Collectors.joining());
    } catch (IOException e) {
      return "\n  (nothing was written to it)";
    }
  }
}
