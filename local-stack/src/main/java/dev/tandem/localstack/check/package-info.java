/**
 * The fourth opinion (counting contract, first paragraph): SQL over facts that our reader never
 * saw, and the comparison of opinions. It shares no code with {@code dev.tandem.counting}; of that
 * package it knows the settings of a metric and the records that carry an answer.
 */
package dev.tandem.localstack.check;
