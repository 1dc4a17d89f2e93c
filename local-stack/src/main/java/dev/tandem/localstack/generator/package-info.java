/**
 * Makes fiscal documents that never were, whole and plausible, together with the facts each row was
 * meant to say.
 *
 * <p>It is the independent opinion behind {@code ./tandem check}: access keys, tax ids, times and
 * windows are computed here from the domain sheet and the counting contract, and nothing of {@code
 * model} or {@code fiscal-xml} is used. What a row holds depends on (seed, profile, arrival plan,
 * index of the row) only, so rows can be made in any order, by any number of threads, and a row
 * that refers to another one makes that one again instead of remembering it.
 *
 * <p>How the pieces follow each other: {@link dev.tandem.localstack.generator.Roles} says what a
 * row is, {@link dev.tandem.localstack.generator.DocumentPlanner} and {@link
 * dev.tandem.localstack.generator.EventPlanner} say what is in it, a {@link
 * dev.tandem.localstack.generator.Payload} writes it and describes it, a {@link
 * dev.tandem.localstack.generator.Style} dresses it.
 */
package dev.tandem.localstack.generator;
