/** The history side as a program. */
package dev.tandem.beam.app;
