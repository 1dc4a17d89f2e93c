package dev.tandem.streams.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * A configuration file: flat, its keys are the names of options without dashes in front, as YAML or
 * as properties by the file's name. Messages name the line and never show a value: somebody may
 * have put a secret where none belongs.
 */
final class ConfigFile {
  /** A value and where it stands. */
  record Entry(String value, String place) {}

  private final Path file;
  private final Set<String> known;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private ConfigFile(Path file, Set<String> known) {
    this.file = file;
    this.known = known;
  }

  /**
   * Reads a file.
   *
   * @param known names of options
   * @throws ConfigException naming the line, the key and what to do
   */
  static Map<String, Entry> read(Path file, Set<String> known) {
    ConfigFile reading = new ConfigFile(file, known);
    String name = file.toString();
    try {
      if (name.endsWith(".yaml") || name.endsWith(".yml")) {
        reading.readYaml();
      } else if (name.endsWith(".properties")) {
        reading.readProperties();
      } else {
        throw new ConfigException(
            "--config = " + file + ": name it .yaml or .properties, by what it holds");
      }
    } catch (IOException e) {
      throw new ConfigException("--config = " + file + ": cannot be read: " + e);
    }
    return reading.entries;
  }

  private void readYaml() throws IOException {
    try (Reader reader = Files.newBufferedReader(file);
        JsonParser parser = new YAMLFactory().createParser(reader)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return;
      }
      if (first != JsonToken.START_OBJECT) {
        throw wrong(1, "give lines of key: value");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        int line = parser.currentTokenLocation().getLineNr();
        JsonToken value = parser.nextToken();
        if (!value.isScalarValue() || value == JsonToken.VALUE_NULL) {
          throw wrong(line, key + ": give one value; the file is flat");
        }
        add(key, parser.getText(), line);
      }
    } catch (JsonProcessingException e) {
      throw wrong(
          e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr()), "not YAML");
    }
  }

  private void readProperties() throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      int first = i + 1;
      StringBuilder whole = new StringBuilder(lines.get(i));
      while (continues(lines.get(i)) && i + 1 < lines.size()) {
        i++;
        whole.append('\n').append(lines.get(i));
      }
      Properties one = new Properties();
      try {
        one.load(new StringReader(whole.toString()));
      } catch (IllegalArgumentException e) {
        throw wrong(first, "not a property: a \\u must be followed by four hexadecimal digits");
      }
      one.stringPropertyNames().forEach(key -> add(key, one.getProperty(key), first));
    }
  }

  private static boolean continues(String line) {
    String stripped = line.stripLeading();
    if (stripped.startsWith("#") || stripped.startsWith("!")) {
      return false;
    }
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private void add(String key, String value, int line) {
    if (!known.contains(key)) {
      throw wrong(line, key + ": no such setting; did you mean " + Nearest.of(key, known) + "?");
    }
    if (entries.put(key, new Entry(value, file + ", line " + line)) != null) {
      throw wrong(line, key + ": given twice");
    }
  }

  private ConfigException wrong(int line, String what) {
    return new ConfigException(file + ", line " + line + ": " + what);
  }
}
