/** What is read of documents, by the reader and by SQL. */
package dev.tandem.parity.reading;
