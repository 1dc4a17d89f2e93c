package dev.tandem.collector.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a configuration file: fields named like flags without their dashes, and a list {@code
 * sources}. What stands above the list holds for all sources; a source's own field comes before it.
 */
public final class ConfigFile {
  private static final String SOURCES = "sources";

  private final List<String> problems;
  private final Map<Setting, Value> common = new EnumMap<>(Setting.class);
  private final List<Entry> entries = new ArrayList<>();
  private boolean hasSources;

  private ConfigFile(List<String> problems) {
    this.problems = problems;
  }

  /**
   * What a file says.
   *
   * @param common what stands above the sources
   * @param sources each with what holds for all
   */
  public record Contents(Values common, List<Values> sources) {
    public Contents {
      sources = List.copyOf(sources);
    }
  }

  private record Field(String key, String text, int line) {}

  /** A source as it was written. */
  private record Entry(int line, List<Field> fields) {
    /** Its name, or its number where it has none. */
    String name(int number) {
      return fields.stream()
          .filter(field -> field.key().equals(Setting.SOURCE.key()))
          .map(Field::text)
          .findFirst()
          .orElse("number " + number);
    }
  }

  /**
   * Reads a file.
   *
   * @param problems is given all that is wrong with its form, each with line and remedy
   */
  public static Contents read(Path file, List<String> problems) {
    ConfigFile reader = new ConfigFile(problems);
    try (JsonParser parser = new YAMLFactory().createParser(Files.readString(file))) {
      reader.file(parser);
    } catch (JsonProcessingException e) {
      problems.add(
          "line "
              + Optional.ofNullable(e.getLocation()).map(at -> at.getLineNr()).orElse(1)
              + ": it is no YAML: "
              + e.getOriginalMessage());
    } catch (IOException e) {
      problems.add("it cannot be read (" + e + "): check path, permissions and that it is UTF-8");
    }
    return reader.contents();
  }

  private void file(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      problems.add("line 1: give fields and a list sources, such as bootstrap-servers: kafka:9092");
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      int line = parser.currentTokenLocation().getLineNr();
      if (!key.equals(SOURCES)) {
        field(parser, key, line, "").ifPresent(this::common);
      } else if (parser.nextToken() != JsonToken.START_ARRAY || hasSources) {
        parser.skipChildren();
        problems.add("line " + line + ": give one list of sources, each with a dash");
      } else {
        hasSources = true;
        sources(parser);
      }
    }
    if (!hasSources) {
      problems.add("sources is missing: give a list of at least one source");
    }
  }

  private void sources(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int line = parser.currentTokenLocation().getLineNr();
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        problems.add("line " + line + ": give a source's fields, such as - source: main");
        continue;
      }
      List<Field> fields = new ArrayList<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        int at = parser.currentTokenLocation().getLineNr();
        field(parser, parser.currentName(), at, " of a source").ifPresent(fields::add);
      }
      entries.add(new Entry(line, fields));
    }
  }

  private Optional<Field> field(JsonParser parser, String key, int line, String where)
      throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_NULL || !token.isScalarValue()) {
      parser.skipChildren();
      problems.add(
          "line " + line + ": " + key + where + " has no single value: give one, or leave it out");
      return Optional.empty();
    }
    return Optional.of(new Field(key, parser.getText(), line));
  }

  private void common(Field field) {
    String place = "line " + field.line() + ": ";
    Optional<Setting> setting = known(field, place, Setting.Scope.SOURCE);
    if (setting.isPresent()) {
      put(common, setting.get(), new Value(field.text(), place + field.key()), place);
    }
  }

  /** The setting of a field; none, which is told, where it has no place there. */
  private Optional<Setting> known(Field field, String place, Setting.Scope... elsewhere) {
    Optional<Setting> setting = Setting.of(field.key());
    if (setting.isEmpty()) {
      problems.add(
          place
              + field.key()
              + " is no field; there are "
              + Arrays.stream(Setting.values())
                  .map(Setting::key)
                  .collect(Collectors.joining(", ")));
      return setting;
    }
    if (List.of(elsewhere).contains(setting.get().scope())) {
      problems.add(
          place
              + field.key()
              + (setting.get().scope() == Setting.Scope.SOURCE
                  ? " belongs to a source: put it under sources"
                  : " holds for all sources: put it above sources"));
      return Optional.empty();
    }
    return setting;
  }

  private void put(Map<Setting, Value> values, Setting setting, Value value, String place) {
    if (values.put(setting, value) != null) {
      problems.add(place + setting.key() + " is given twice: keep one of them");
    }
  }

  private Contents contents() {
    if (hasSources && entries.isEmpty() && problems.isEmpty()) {
      problems.add("sources is empty: give at least one source");
    }
    List<Values> sources = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      String name = entry.name(i + 1);
      Map<Setting, Value> own = new EnumMap<>(Setting.class);
      for (Field field : entry.fields()) {
        String place = "line " + field.line() + ", source " + name + ": ";
        known(field, place, Setting.Scope.ALL, Setting.Scope.PROCESS)
            .ifPresent(
                setting -> put(own, setting, new Value(field.text(), place + field.key()), place));
      }
      Map<Setting, Value> values = new EnumMap<>(Setting.class);
      values.putAll(common);
      values.putAll(own);
      sources.add(new Values("line " + entry.line() + ", source " + name + ": ", values));
    }
    return new Contents(new Values("", common), sources);
  }
}
