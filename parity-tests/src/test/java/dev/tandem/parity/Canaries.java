package dev.tandem.parity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Texts that stand nowhere, unless something has repeated a secret. */
record Canaries(List<String> texts) {

  /** Files of a folder that have one of them. */
  List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(this::isIn).toList();
    }
  }

  /** Processes that have one of them in their command lines, which everybody can read. */
  List<String> inCommandLines() throws IOException {
    List<String> found = new ArrayList<>();
    for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
      Path line = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      // Else it has ended.
      if (Files.exists(line) && isIn(line)) {
        found.add(process.pid() + ": " + Files.readString(line, ISO_8859_1));
      }
    }
    return found;
  }

  private boolean isIn(Path file) {
    // Made large in advance, and only numbers.
    if (file.toString().matches(".*[.](index|timeindex)")) {
      return false;
    }
    try {
      String text = Files.readString(file, ISO_8859_1);
      return texts.stream().anyMatch(text::contains);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
