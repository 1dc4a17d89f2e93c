/** What every program repeats: one HTTP server for queries, health and metrics. */
package dev.tandem.service;
