/** The live side as a program: its settings, its topics, its life, its command line. */
package dev.tandem.streams.app;
