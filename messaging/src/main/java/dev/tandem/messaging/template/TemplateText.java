package dev.tandem.messaging.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with variables: `{{contact.first_name}}`, or `{{contact.first_name|there}}` with what is
/// said where there is no value. Spaces inside the braces do not matter. Braces that are not a pair
/// of two are words like any other.
public record TemplateText(List<Piece> pieces) {
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]*)}}");

  /// Part of a template.
  public sealed interface Piece {
    /// Said as it is.
    record Words(String text) implements Piece {}

    /// Said as the variable's value, or as the fallback.
    record Slot(Variable variable, Optional<String> fallback) implements Piece {}
  }

  /// What became of reading a template.
  public sealed interface Reading {
    record Read(TemplateText template) implements Reading {}

    /// @param advice what to write instead
    record Refused(String advice) implements Reading {}
  }

  /// What is said, and which variables have neither value nor fallback; these stand in the text as
  /// they were written.
  public record Filled(String text, List<Variable> missing) {}

  public TemplateText {
    pieces = List.copyOf(pieces);
  }

  public static Reading read(String text) {
    List<Piece> pieces = new ArrayList<>();
    Matcher matcher = VARIABLE.matcher(text);
    int from = 0;
    while (matcher.find()) {
      String inside = matcher.group(1);
      int bar = inside.indexOf('|');
      String word = (bar < 0 ? inside : inside.substring(0, bar)).strip();
      Optional<String> fallback =
          bar < 0 ? Optional.empty() : Optional.of(inside.substring(bar + 1).strip());
      Optional<Variable> variable = Variable.of(word);
      if (variable.isEmpty()) {
        return new Reading.Refused(
            "has a variable that there is not; there are " + String.join(", ", Variable.words()));
      }
      words(pieces, text.substring(from, matcher.start()));
      pieces.add(new Piece.Slot(variable.get(), fallback.filter(it -> !it.isEmpty())));
      from = matcher.end();
    }
    words(pieces, text.substring(from));
    return new Reading.Read(new TemplateText(pieces));
  }

  private static void words(List<Piece> pieces, String text) {
    if (!text.isEmpty()) {
      pieces.add(new Piece.Words(text));
    }
  }

  /// Says it with these values; an empty value is none.
  public Filled fill(Map<Variable, String> values) {
    StringBuilder text = new StringBuilder();
    List<Variable> missing = new ArrayList<>();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Words(String words) -> text.append(words);
        case Piece.Slot(Variable variable, Optional<String> fallback) -> {
          Optional<String> value =
              Optional.ofNullable(values.get(variable))
                  .filter(it -> !it.isBlank())
                  .or(() -> fallback);
          if (value.isEmpty()) {
            missing.add(variable);
          }
          text.append(value.orElse("{{" + variable.word() + "}}"));
        }
      }
    }
    return new Filled(text.toString(), List.copyOf(missing));
  }

  @Override
  public String toString() {
    return "TemplateText[personal]";
  }
}
