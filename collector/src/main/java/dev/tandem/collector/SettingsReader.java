package dev.tandem.collector;

import dev.tandem.collector.config.Setting;
import dev.tandem.collector.config.Value;
import dev.tandem.collector.config.Values;
import dev.tandem.collector.database.DatabaseSettings;
import dev.tandem.collector.log.LogSettings;
import dev.tandem.collector.log.RecentMarks;
import dev.tandem.collector.pace.BackOffText;
import dev.tandem.collector.pace.PaceSettings;
import dev.tandem.collector.snapshot.SnapshotMode;
import dev.tandem.collector.table.ColumnNames;
import dev.tandem.collector.table.TableName;
import dev.tandem.collector.table.TableRequest;
import dev.tandem.domain.SourceName;
import dev.tandem.registry.RegistryEnvironment;
import dev.tandem.registry.RegistrySettingException;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.registry.Secret;
import dev.tandem.spec.DurationText;
import dev.tandem.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Makes sense of the settings of one source; tells all that is wrong with them, not the first. */
final class SettingsReader {
  static final String PASSWORD_VARIABLE = "TANDEM_DB_PASSWORD";
  static final String USER_VARIABLE = "TANDEM_DB_USER";

  private static final Pattern SLOT = Pattern.compile("[a-z0-9_]{1,63}");
  private static final int MAX_NAME = 63;
  private static final int MAX_READERS = 64;
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final Duration LEAST_HEARTBEAT = Duration.ofMillis(100);

  private final Map<String, String> environment;
  private final Values values;
  private final List<String> problems;

  SettingsReader(Map<String, String> environment, Values values, List<String> problems) {
    this.environment = Map.copyOf(environment);
    this.values = values;
    this.problems = problems;
  }

  /** What a source's end needs; none where something is wrong with it, which is reported then. */
  Optional<RetireSettings> readRetired() {
    Optional<String> source = required(Setting.SOURCE, SettingsReader::source);
    Optional<LogSettings> log = log();
    Optional<RegistrySettings> registry = registry();
    return source.isPresent() && log.isPresent() && registry.isPresent()
        ? Optional.of(new RetireSettings(source.get(), log.get(), registry.get()))
        : Optional.empty();
  }

  /** The settings; none where something is wrong with them, which has been told then. */
  Optional<CollectorSettings> read() {
    int before = problems.size();
    Optional<String> source = required(Setting.SOURCE, SettingsReader::source);
    Optional<DatabaseSettings> database = database();
    Optional<TableRequest> table = table();
    Optional<LogSettings> log = log();
    Optional<RegistrySettings> registry = registry();
    Optional<String> slot = optional(Setting.SLOT, SettingsReader::slot);
    // Debezium asks for it without quotes, so PostgreSQL would fold its case.
    Optional<String> publication = optional(Setting.PUBLICATION, SettingsReader::slot);
    int readers =
        optional(Setting.READERS, text -> whole(text, 1, MAX_READERS))
            .orElseGet(() -> Math.min(4, Runtime.getRuntime().availableProcessors()));
    SnapshotMode snapshot =
        optional(Setting.SNAPSHOT, SettingsReader::snapshot).orElse(SnapshotMode.SHARED);
    Duration heartbeat =
        optional(Setting.HEARTBEAT_INTERVAL, SettingsReader::heartbeat).orElse(HEARTBEAT);
    PaceSettings pace = pace();
    if (problems.size() > before) {
      return Optional.empty();
    }
    String slotName = slot.orElseGet(() -> derivedName(source.orElseThrow()));
    return Optional.of(
        new CollectorSettings(
            source.orElseThrow(),
            database.orElseThrow(),
            table.orElseThrow(),
            log.orElseThrow(),
            registry.orElseThrow(),
            slotName,
            publication.orElse(slotName),
            readers,
            snapshot,
            heartbeat,
            pace,
            false));
  }

  private static String source(String text) {
    if (!SourceName.isValid(text)) {
      throw new IllegalArgumentException("give " + SourceName.RULE);
    }
    return text;
  }

  private static String slot(String text) {
    return matching(SLOT, text, "give 1 to 63 lower-case letters, digits or underscores");
  }

  private static String matching(Pattern pattern, String text, String remedy) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(remedy);
    }
    return text;
  }

  /** A whole number, or what to give instead. */
  static int whole(String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        most == Integer.MAX_VALUE
            ? "give a whole number, at least " + least
            : "give a whole number from " + least + " to " + most);
  }

  private static SnapshotMode snapshot(String text) {
    return switch (text) {
      case "shared" -> SnapshotMode.SHARED;
      case "ranges" -> SnapshotMode.RANGES;
      default -> throw new IllegalArgumentException("give shared or ranges");
    };
  }

  private static Duration heartbeat(String text) {
    return DurationText.parseMs(text).stream()
        .mapToObj(Duration::ofMillis)
        .filter(duration -> duration.compareTo(LEAST_HEARTBEAT) >= 0)
        .filter(duration -> duration.compareTo(RecentMarks.RECENT) < 0)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "give a duration of at least 100ms and below "
                        + RecentMarks.RECENT.toSeconds()
                        + "s, as a source without marks for so long is taken for silent; written"
                        + " like 500ms or 1s"));
  }

  private PaceSettings pace() {
    OptionalLong maxRows =
        optional(Setting.MAX_ROWS_PER_SECOND, text -> whole(text, 1, Integer.MAX_VALUE)).stream()
            .mapToLong(Integer::longValue)
            .findFirst();
    return optional(Setting.BACK_OFF, text -> BackOffText.parse(maxRows, text))
        .orElseGet(() -> new PaceSettings(maxRows, OptionalLong.empty(), OptionalInt.empty()));
  }

  private static String derivedName(String source) {
    String name = "tandem_" + source.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    return name.substring(0, Math.min(MAX_NAME, name.length()));
  }

  private Optional<DatabaseSettings> database() {
    Optional<String> user =
        optional(Setting.USER, Function.identity()).or(() -> variable(USER_VARIABLE));
    if (user.isEmpty()) {
      problems.add(values.missing(Setting.USER));
    }
    Optional<Secret> password =
        optional(Setting.PASSWORD_FILE, text -> Secret.fromFile(Path.of(text)))
            .or(() -> variable(PASSWORD_VARIABLE).map(Secret::of));
    return required(
        Setting.URL, text -> new DatabaseSettings(text, user.orElse("unknown"), password));
  }

  private Optional<TableRequest> table() {
    Optional<TableName> name = required(Setting.TABLE, TableName::parse);
    Optional<String> xml = required(Setting.XML_COLUMN, Function.identity());
    if (name.isEmpty() || xml.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TableRequest(
            name.get(),
            optional(Setting.KEY_COLUMNS, ColumnNames::parse).orElse(List.of()),
            xml.get(),
            optional(Setting.ARRIVAL_COLUMN, Function.identity()),
            optional(Setting.WHERE, Function.identity())));
  }

  private Optional<LogSettings> log() {
    Optional<String> servers = required(Setting.BOOTSTRAP_SERVERS, Function.identity());
    Topics topics =
        optional(Setting.TOPIC_PREFIX, Function.identity()).map(Topics::new).orElse(Topics.DEFAULT);
    Optional<Integer> partitions =
        optional(Setting.PARTITIONS, text -> whole(text, 1, Integer.MAX_VALUE));
    Optional<Integer> factor =
        optional(Setting.REPLICATION_FACTOR, text -> whole(text, 1, Short.MAX_VALUE));
    Function<Map<String, String>, LogSettings> settings =
        client ->
            new LogSettings(
                servers.orElse("unknown"),
                client,
                topics,
                partitions.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                factor.map(Integer::shortValue));
    Optional<LogSettings> log =
        values.get(Setting.KAFKA_CONFIG).isPresent()
            ? optional(
                Setting.KAFKA_CONFIG, file -> settings.apply(PropertiesFile.read(Path.of(file))))
            : Optional.of(settings.apply(Map.of()));
    return servers.isPresent() ? log : Optional.empty();
  }

  private Optional<RegistrySettings> registry() {
    return required(Setting.REGISTRY, new RegistryEnvironment(environment)::settings);
  }

  private <T> Optional<T> required(Setting setting, Function<String, T> parse) {
    if (values.get(setting).isEmpty()) {
      problems.add(values.missing(setting));
    }
    return optional(setting, parse);
  }

  private <T> Optional<T> optional(Setting setting, Function<String, T> parse) {
    Optional<Value> value = values.get(setting);
    try {
      return value.map(Value::text).map(parse);
    } catch (IllegalArgumentException | RegistrySettingException e) {
      boolean secret = setting == Setting.URL || setting == Setting.REGISTRY;
      problems.add(
          secret
              ? value.orElseThrow().hidden(e.getMessage())
              : value.orElseThrow().problem(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }
}
