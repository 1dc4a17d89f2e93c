/** Puts generated rows and their facts into PostgreSQL, in bulk or as a live stream. */
package dev.tandem.localstack.generator.load;
