package dev.tandem.gateway.contact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The numbers that stand in one column of a CSV file, or of a file with a number a line.
///
/// @param headings of the columns; where the file has none, what its first row says
/// @param column whose numbers these are, counted from 0
/// @param numbers in E.164, each once, in the file's order
/// @param twice how many stand there again
/// @param wrong lines that have no number there
public record ReceiverFile(
    List<String> headings, int column, List<String> numbers, int twice, List<Wrong> wrong) {
  /// Rows by which the column is found that has the most numbers.
  private static final int LOOKED_AT = 100;

  /// Between several values in a column of Google's.
  private static final String SEVERAL = " ::: ";

  /// A line without a number.
  ///
  /// @param line from 1
  /// @param empty whether nothing stands there
  public record Wrong(int line, boolean empty) {}

  /// Reads a file.
  ///
  /// @param chosen the column; else the one that is called a telephone's, or has the most numbers
  /// @param near takes national numbers as its country's
  /// @param max numbers that the file may have
  public static ReceiverFile read(byte[] file, OptionalInt chosen, Numbers near, int max)
      throws UnreadableFile {
    if (file.length > 1 && file[0] == 'P' && file[1] == 'K') {
      throw new UnreadableFile("it is a workbook; save it as CSV first");
    }
    CsvTable table = CsvTable.read(file);
    int column = chosen.orElseGet(() -> column(table, near));
    if (column < 0 || column >= columns(table)) {
      throw new UnreadableFile("it has %,d columns only".formatted(columns(table)));
    }
    boolean titled = numbers(table.head(), column, near).isEmpty();
    Set<String> numbers = new LinkedHashSet<>();
    List<Wrong> wrong = new ArrayList<>();
    int twice = 0;
    for (CsvTable.Row row : titled ? table.rows() : all(table).toList()) {
      List<String> found = numbers(row, column, near);
      if (found.isEmpty()) {
        wrong.add(new Wrong(row.line(), written(row, column).isEmpty()));
      }
      for (String number : found) {
        twice += numbers.add(number) ? 0 : 1;
      }
      if (numbers.size() > max) {
        throw new UnreadableFile("it has more than %,d numbers; make several of it".formatted(max));
      }
    }
    return new ReceiverFile(table.headings(), column, List.copyOf(numbers), twice, wrong);
  }

  private static Stream<CsvTable.Row> all(CsvTable table) {
    return Stream.concat(Stream.of(table.head()), table.rows().stream());
  }

  private static int columns(CsvTable table) {
    return all(table).mapToInt(row -> row.fields().size()).max().orElse(0);
  }

  /// A mobile telephone's before another's, never a fax's.
  private static int column(CsvTable table, Numbers near) {
    List<CsvColumn> guessed = table.headings().stream().map(CsvColumn::guess).toList();
    return first(guessed, it -> it.text().equals("phone:cell"))
        .or(() -> first(guessed, it -> it.what().equals("phone") && !it.which().equals("fax")))
        .orElseGet(
            () ->
                IntStream.range(0, columns(table))
                    .boxed()
                    // Of equals the first one.
                    .max(
                        Comparator.<Integer>comparingLong(at -> numbers(table, at, near))
                            .thenComparing(Comparator.reverseOrder()))
                    .orElse(0));
  }

  private static Optional<Integer> first(List<CsvColumn> columns, Predicate<CsvColumn> wanted) {
    return IntStream.range(0, columns.size())
        .filter(at -> wanted.test(columns.get(at)))
        .boxed()
        .findFirst();
  }

  private static long numbers(CsvTable table, int column, Numbers near) {
    return all(table).limit(LOOKED_AT).filter(row -> !numbers(row, column, near).isEmpty()).count();
  }

  /// Empty unless all that stands there are numbers.
  private static List<String> numbers(CsvTable.Row row, int column, Numbers near) {
    List<String> read =
        Stream.of(written(row, column).split(SEVERAL, -1))
            .map(text -> near.phone(text, List.of()).e164())
            .toList();
    return read.contains("") ? List.of() : read;
  }

  private static String written(CsvTable.Row row, int column) {
    return column < row.fields().size() ? row.fields().get(column).strip() : "";
  }

  @Override
  public String toString() {
    return "ReceiverFile[personal]";
  }
}
