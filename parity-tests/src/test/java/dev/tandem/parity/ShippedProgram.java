package dev.tandem.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A program as it is shipped: its jar, and the libraries beside it.
 *
 * @param target what the build of its module has made
 */
record ShippedProgram(String name, Path target) {
  private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d.*|v\\d\\w*-rev.*)\\.jar");

  static ShippedProgram of(String module) {
    return new ShippedProgram(module, Tandem.home().resolve(module).resolve("target"));
  }

  /** The names of the libraries on its class path, as its manifest has them. */
  List<String> libraries() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      return Arrays.stream(
              jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH).split(" "))
          .map(library -> library.substring("lib/".length()))
          .sorted()
          .toList();
    }
  }

  /** The names of the files beside it. */
  List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(target.resolve("lib"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Its bill of materials. */
  Path bill() {
    return target.resolve(name + ".cdx.json");
  }

  /** What is left of a library's file name without its version. */
  static String unversioned(String library) {
    Matcher versioned = VERSIONED.matcher(library);
    return versioned.matches() ? versioned.group(1) : library;
  }

  /** One of the places that a class comes from. */
  record Place(String library, long checksum) {}

  /** The classes that are on the class path twice or more, and where. */
  Map<String, List<Place>> repeated() throws IOException {
    Map<String, List<Place>> places = new TreeMap<>();
    collect(jar(), places);
    for (String library : libraries()) {
      collect(target.resolve("lib").resolve(library), places);
    }
    return places.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }

  private static void collect(Path jar, Map<String, List<Place>> places) throws IOException {
    String library = unversioned(jar.getFileName().toString());
    try (JarFile file = new JarFile(jar.toFile())) {
      file.stream()
          .filter(entry -> isClass(entry.getName()))
          .forEach(entry -> add(entry, library, places));
    }
  }

  private static void add(ZipEntry entry, String library, Map<String, List<Place>> places) {
    places
        .computeIfAbsent(entry.getName(), name -> new ArrayList<>(1))
        .add(new Place(library, entry.getCrc()));
  }

  /** Classes of other Java versions and modules' own are looked up by other rules. */
  private static boolean isClass(String entry) {
    return entry.endsWith(".class")
        && !entry.startsWith("META-INF/")
        && !entry.equals("module-info.class");
  }

  private Path jar() {
    return target.resolve(name + ".jar");
  }
}
