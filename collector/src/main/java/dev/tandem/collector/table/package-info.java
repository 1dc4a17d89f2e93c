/** The table whose rows are captured: what the user named, and what the catalog says of it. */
package dev.tandem.collector.table;
