package dev.tandem.domain;

/** How exactly a document says when it was issued. */
public enum TimePrecision {
  /** Date, time and offset. */
  INSTANT,
  /** Date and time; the offset is assumed to be that of the issuer's state. */
  LOCAL,
  /** A date; the time is assumed to be noon in the issuer's state. */
  DATE,
  /** Missing or unreadable. */
  NONE
}
