package dev.tandem.domain;

/** A record of the captures log: a capture, or a mark among them. */
public sealed interface LogEntry permits Capture, Mark {}
