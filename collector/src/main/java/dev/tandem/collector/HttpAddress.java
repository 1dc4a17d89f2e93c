package dev.tandem.collector;

/**
 * Where metrics and health are served.
 *
 * @param port 0 for a free one
 */
record HttpAddress(String host, int port) {}
