package dev.tandem.gateway.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A file of contacts, read whole before anything of it is taken.
///
/// @param headings of a CSV file, empty for vCards
/// @param columns what the headings were taken for
public record ContactFile(List<String> headings, List<CsvColumn> columns, List<Row> rows) {

  /// A contact of the file, or why there is none.
  ///
  /// @param line where it begins, from 1
  /// @param reason why it cannot be taken; empty when it can
  public record Row(int line, Optional<Incoming> incoming, String reason) {}

  /// vCards, one behind the other.
  public static ContactFile vcards(byte[] file, Numbers numbers) throws UnreadableFile {
    VCardText text = new VCardText(file);
    List<Row> rows = new ArrayList<>();
    for (var piece = text.next(); piece.isPresent(); piece = text.next()) {
      if (rows.size() == ImportLimits.ROWS) {
        throw new UnreadableFile("it has more than %,d contacts".formatted(ImportLimits.ROWS));
      }
      rows.add(row(piece.get(), numbers));
    }
    if (rows.isEmpty()) {
      throw new UnreadableFile("it has no vCard; each begins with BEGIN:VCARD");
    }
    return new ContactFile(List.of(), List.of(), rows);
  }

  private static Row row(VCardText.Piece piece, Numbers numbers) {
    if (!piece.reason().isEmpty()) {
      return new Row(piece.line(), Optional.empty(), piece.reason());
    }
    try {
      return new Row(piece.line(), Optional.of(VCards.read(piece.text(), numbers)), "");
    } catch (UnreadableCard e) {
      return new Row(piece.line(), Optional.empty(), e.reason());
    }
  }

  /// A CSV file. Columns are what their headings say, or what `chosen` says instead.
  public static ContactFile csv(byte[] file, List<CsvColumn> chosen, Numbers numbers)
      throws UnreadableFile {
    CsvTable table = CsvTable.read(file);
    List<CsvColumn> columns =
        chosen.isEmpty() ? table.headings().stream().map(CsvColumn::guess).toList() : chosen;
    List<Row> rows = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      try {
        Incoming incoming =
            new Incoming(
                Optional.empty(),
                CsvRow.card(table.headings(), columns, row.fields(), numbers),
                Optional.empty(),
                List.of());
        rows.add(new Row(row.line(), Optional.of(incoming), ""));
      } catch (UnreadableCard e) {
        rows.add(new Row(row.line(), Optional.empty(), e.reason()));
      }
    }
    return new ContactFile(table.headings(), columns, rows);
  }

  @Override
  public String toString() {
    return "ContactFile[personal]";
  }
}
