/**
 * Settings out of a file, the environment and the command line, each with where it came from: file
 * before environment before flag, the last one holds.
 */
package dev.tandem.streams.config;
