package dev.tandem.domain;

import java.util.regex.Pattern;

/** The name a collector is given for a database. It is part of topics' keys, parted by slashes. */
public final class SourceName {
  /** What a name is, for messages. */
  public static final String RULE = "1 to 100 letters, digits, dots, hyphens or underscores";

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private SourceName() {}

  public static boolean isValid(String name) {
    return SHAPE.matcher(name).matches();
  }
}
