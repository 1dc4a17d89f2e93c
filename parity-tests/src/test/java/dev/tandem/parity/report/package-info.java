/** What was compared, for people ({@code parity-report.html}) and programs (JSON). */
package dev.tandem.parity.report;
