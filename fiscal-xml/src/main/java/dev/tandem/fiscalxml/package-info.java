/**
 * XML of fiscal documents to the records they hold (domain sheet, sections 2 to 8).
 *
 * <p>A row's bytes become UTF-8 without byte order mark or declaration ({@code XmlText}); one pass
 * over them ({@code RowScanner}, with a {@code Shape} per record element) yields the parts of
 * records; and the parts are put together (document and protocol, request and answer) by {@code
 * RecordAssembler}. Only {@code XmlCursor} and {@code XmlCursors} know the parser.
 */
package dev.tandem.fiscalxml;
