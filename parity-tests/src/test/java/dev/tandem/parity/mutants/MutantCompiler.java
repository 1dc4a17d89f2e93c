package dev.tandem.parity.mutants;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a mutant's one source file against the class path of the tests. */
final class MutantCompiler {
  private final Path home;
  private final Path classes;
  private final String classPath;

  /**
   * @param home the checkout
   * @param classes has a folder for each mutant
   */
  MutantCompiler(Path home, Path classes, String classPath) {
    this.home = home;
    this.classes = classes;
    this.classPath = classPath;
  }

  /**
   * Compiles it.
   *
   * @return where its classes are
   * @throws IllegalStateException where it does not compile: a mutant is wrong, not broken
   */
  Path compile(Mutant mutant) throws IOException {
    Path folder = Files.createDirectories(classes.resolve(mutant.folder()));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of("-cp", classPath, "-d", folder.toString(), "-proc:none", "-nowarn"),
                null,
                List.of(source(mutant)))
            .call();
    if (!compiled) {
      throw new IllegalStateException("mutant '" + mutant.name() + "' does not compile:\n" + said);
    }
    return folder;
  }

  private JavaFileObject source(Mutant mutant) throws IOException {
    String text = mutant.of(Files.readString(home.resolve(mutant.source())));
    URI uri = URI.create("mutant:///" + mutant.source().getFileName());
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
