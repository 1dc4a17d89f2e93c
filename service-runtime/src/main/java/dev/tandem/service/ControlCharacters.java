package dev.tandem.service;

import java.util.regex.Pattern;

/**
 * Characters by which data could command a terminal (CWE-150): it could hide lines, write others,
 * or answer for the person in front of it.
 */
public final class ControlCharacters {
  private static final Pattern COMMANDS = Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]");

  private ControlCharacters() {}

  /** The text with a question mark in place of each; ends of lines and tabs stay. */
  public static String replaced(String text) {
    return COMMANDS.matcher(text).replaceAll("?");
  }
}
