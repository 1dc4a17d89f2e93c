/**
 * Brazilian fiscal documents as the counting contract sees them: keys, parties, facts and what a
 * row's XML holds.
 */
package dev.tandem.domain;
