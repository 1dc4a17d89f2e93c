package dev.tandem.service;

import java.util.function.Predicate;

/**
 * Requests that share threads which no other request takes: so health is answered while questions
 * are slow, and one kind of question does not hold up another.
 *
 * @param name of its threads
 * @param paths which are its
 * @param threads at most
 * @param queued requests that wait for a thread, at most; further ones are refused with 503
 */
public record Lane(String name, Predicate<String> paths, int threads, int queued) {}
