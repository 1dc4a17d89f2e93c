/**
 * How fast a snapshot is read: never faster than it may be, and slower while the database is busy
 * with other things.
 */
package dev.tandem.collector.pace;
