package dev.tandem.collector;

import dev.tandem.collector.log.CaptureLog;
import dev.tandem.collector.rows.RowCapturer;
import dev.tandem.collector.rows.RowReader;
import dev.tandem.collector.table.SourceTable;
import dev.tandem.collector.table.XmlType;
import dev.tandem.fiscalxml.FiscalXmlReader;
import dev.tandem.fiscalxml.Limits;

/** Makes what turns a table's rows into captures. */
final class RowReaders {
  private RowReaders() {}

  static RowCapturer capturer(String source, SourceTable table, CaptureLog log) {
    FiscalXmlReader reader = new FiscalXmlReader(Limits.DEFAULT);
    RowReader rows = (xml, type) -> type == XmlType.BYTEA ? reader.read(xml) : reader.readUtf8(xml);
    return new RowCapturer(source, table.name().toString(), rows, log);
  }
}
