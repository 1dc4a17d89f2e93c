/**
 * The collector: rows of a PostgreSQL table into the captures log, a snapshot first and then the
 * change stream (contract, sections 1 and 6).
 */
package dev.tandem.collector;
