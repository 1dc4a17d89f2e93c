/** Why a document counts where it does, or does not, and why a window is still open. */
package dev.tandem.streams.why;
