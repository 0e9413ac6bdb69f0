package dev.tandem.storage.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// The table: our figure, the peer's in the same run, their ratio, the goal and whether it holds.
final class Report {
  private record Line(
      String figure,
      double ours,
      OptionalDouble peer,
      OptionalDouble ratio,
      String goal,
      Optional<Boolean> holds) {}

  private final List<Line> lines = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /// A figure with a goal of its own.
  void goal(String figure, double ours, String goal, boolean holds) {
    add(
        new Line(
            figure,
            ours,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            goal,
            Optional.of(holds)));
  }

  /// A figure whose goal is a ratio to the peer's.
  void ratio(String figure, double ours, double peer, String goal, boolean holds) {
    add(
        new Line(
            figure,
            ours,
            OptionalDouble.of(peer),
            OptionalDouble.of(ours / peer),
            goal,
            Optional.of(holds)));
  }

  /// For comparison, with no goal.
  void beside(String figure, double ours, double peer) {
    add(
        new Line(
            figure,
            ours,
            OptionalDouble.of(peer),
            OptionalDouble.of(ours / peer),
            "",
            Optional.empty()));
  }

  void figure(String figure, double ours) {
    add(
        new Line(
            figure, ours, OptionalDouble.empty(), OptionalDouble.empty(), "", Optional.empty()));
  }

  void note(String note) {
    notes.add(note);
    System.out.println("  " + note);
  }

  private void add(Line line) {
    lines.add(line);
    System.out.println("  " + text(line));
  }

  void print() {
    System.out.printf(
        Locale.ROOT, "%n%-62s %12s %12s %7s  %-14s%n", "", "ours", "peer", "ratio", "goal");
    lines.forEach(line -> System.out.println(text(line)));
    System.out.println();
    notes.forEach(System.out::println);
  }

  private static String text(Line line) {
    String verdict = line.holds().map(holds -> holds ? "holds" : "MISSED").orElse("");
    return String.format(
            Locale.ROOT,
            "%-62s %12s %12s %7s  %-14s %s",
            line.figure(),
            number(OptionalDouble.of(line.ours())),
            number(line.peer()),
            number(line.ratio()),
            line.goal(),
            verdict)
        .stripTrailing();
  }

  private static String number(OptionalDouble value) {
    if (value.isEmpty()) {
      return "";
    }
    double number = value.getAsDouble();
    return String.format(Locale.ROOT, number >= 1_000 ? "%,.0f" : "%.2f", number);
  }
}
