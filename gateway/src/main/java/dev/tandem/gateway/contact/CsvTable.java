package dev.tandem.gateway.contact;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.util.ArrayList;
import java.util.List;

/// A CSV file (RFC 4180, and what spreadsheets make of it): headings and rows.
///
/// @param head the first row
/// @param rows all others that are not empty, with the line each begins in
record CsvTable(Row head, List<Row> rows) {
  record Row(int line, List<String> fields) {}

  List<String> headings() {
    return head.fields();
  }

  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

  /// Separates no fields, whatever the file says.
  private static final String NEVER = "\r\n\"";

  static CsvTable read(byte[] file) throws UnreadableFile {
    String text = FileText.of(file);
    // Excel's way to name the separator.
    int skipped = 0;
    char separator = separator(text);
    if (text.length() > 5 && text.startsWith("sep=") && NEVER.indexOf(text.charAt(4)) < 0) {
      separator = text.charAt(4);
      int end = text.indexOf('\n');
      text = end < 0 ? "" : text.substring(end + 1);
      skipped = 1;
    }
    List<Row> rows = new ArrayList<>();
    try {
      for (CsvRecord record : reader(separator, text)) {
        if (record.getFields().stream().allMatch(String::isBlank)) {
          continue;
        }
        if (rows.size() > ImportLimits.ROWS) {
          throw new UnreadableFile("it has more than %,d rows".formatted(ImportLimits.ROWS));
        }
        rows.add(
            new Row(Math.toIntExact(record.getStartingLineNumber()) + skipped, record.getFields()));
      }
    } catch (CsvParseException e) {
      throw new UnreadableFile(
          "behind row %,d: a row has more than %,d columns, a field is longer than %,d characters, or a quote is never closed"
              .formatted(rows.size(), ImportLimits.COLUMNS, ImportLimits.FIELD_CHARS));
    }
    if (rows.isEmpty()) {
      throw new UnreadableFile("it is empty");
    }
    return new CsvTable(rows.getFirst(), rows.subList(1, rows.size()));
  }

  private static CsvReader<CsvRecord> reader(char separator, String text) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .skipEmptyLines(true)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .allowExtraCharsAfterClosingQuote(true)
        .build(
            CsvRecordHandler.builder()
                .maxFields(ImportLimits.COLUMNS)
                .maxFieldSize(ImportLimits.FIELD_CHARS)
                .maxRecordSize(ImportLimits.FIELD_CHARS * 4)
                .build(),
            text);
  }

  /// The separator that the first line has most of, outside quotes.
  private static char separator(String text) {
    int[] found = new int[SEPARATORS.size()];
    boolean quoted = false;
    for (int i = 0; i < Math.min(text.length(), ImportLimits.FIELD_CHARS); i++) {
      char sign = text.charAt(i);
      quoted ^= sign == '"';
      if (!quoted && (sign == '\n' || sign == '\r')) {
        break;
      }
      int at = SEPARATORS.indexOf(sign);
      if (!quoted && at >= 0) {
        found[at]++;
      }
    }
    int best = 0;
    for (int i = 1; i < found.length; i++) {
      best = found[i] > found[best] ? i : best;
    }
    return SEPARATORS.get(best);
  }

  @Override
  public String toString() {
    return "CsvTable[personal]";
  }
}
