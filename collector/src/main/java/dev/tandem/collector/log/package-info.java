/** The topics a collector writes: the captures log with its marks, rejections, its own state. */
package dev.tandem.collector.log;
