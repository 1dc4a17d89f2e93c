/** What a collector is told, as it was written and where: by flags, or in a configuration file. */
package dev.tandem.collector.config;
