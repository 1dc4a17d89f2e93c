package dev.tandem.streams.app;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** What must not be shown. */
final class Secrets {
  static final String HIDDEN = "(not shown)";

  private static final Pattern USER_OF_URL = Pattern.compile("//[^/@\\s]*@");
  private static final Pattern TELLING =
      Pattern.compile("password|secret|token|jaas|credential|private|certificate");

  private Secrets() {}

  /**
   * The value of a property of the Kafka clients, where they know it and say that it is no secret.
   */
  static String shown(String property, String value) {
    ConfigDef.ConfigKey known = ConsumerConfig.configDef().configKeys().get(property);
    boolean open =
        known != null
            && known.type() != ConfigDef.Type.PASSWORD
            && !TELLING.matcher(property.toLowerCase(Locale.ROOT)).find();
    return open ? withoutUser(value) : HIDDEN;
  }

  /** A text without user and password of the URLs in it. */
  static String withoutUser(String text) {
    return USER_OF_URL.matcher(text).replaceAll("//***@");
  }
}
