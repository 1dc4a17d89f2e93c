package dev.tandem.parity.mutants;

import java.nio.file.Path;

/**
 * A deliberately wrong variant of Tandem: one piece of one source file is another one.
 *
 * @param name of the mistake
 * @param law that catches it
 * @param source file, from the checkout's root
 * @param search what the file says exactly once
 * @param replacement what the mutant says instead
 */
record Mutant(String name, LawsMain.Law law, Path source, String search, String replacement) {
  /**
   * The mutant's source.
   *
   * @throws IllegalStateException where the original does not say exactly once what is replaced
   */
  String of(String original) {
    int at = original.indexOf(search);
    if (at < 0 || original.indexOf(search, at + 1) >= 0) {
      throw new IllegalStateException(
          "mutant '"
              + name
              + "': "
              + source
              + (at < 0 ? " no longer says: " : " says more than once: ")
              + search);
    }
    return original.substring(0, at) + replacement + original.substring(at + search.length());
  }

  /** The name as a folder's. */
  String folder() {
    return name.replace(' ', '-');
  }
}
