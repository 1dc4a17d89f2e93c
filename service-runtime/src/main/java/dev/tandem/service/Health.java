package dev.tandem.service;

/**
 * What {@code /health} answers: 200 where a program is well, else 503.
 *
 * @param json an object
 */
public record Health(boolean well, String json) {}
