/** How far the history side is: what is read, and what is answered. */
package dev.tandem.beam.progress;
