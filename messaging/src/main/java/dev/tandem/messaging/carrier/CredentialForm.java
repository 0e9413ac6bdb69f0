package dev.tandem.messaging.carrier;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What an account at a carrier is entered with, as data: settings build their form from it.
///
/// @param accountId what the carrier calls the account, in our paths too
/// @param authToken what proves us to the carrier
/// @param more what else it takes
public record CredentialForm(Field accountId, Field authToken, List<Field> more) {

  /// @param name in the API and in storage
  /// @param label as the carrier's own pages call it
  /// @param shape what every value looks like
  /// @param secret whether it is shown to nobody while it is typed
  /// @param choices the values that there are, the usual one first; empty where any is typed
  public record Field(
      String name, String label, Pattern shape, boolean secret, List<String> choices) {
    public Field {
      choices = List.copyOf(choices);
    }

    /// A field whose values match the expression.
    public static Field of(String name, String label, String shape) {
      return new Field(name, label, Pattern.compile(shape), false, List.of());
    }

    /// The same for what proves one side to the other.
    public static Field secret(String name, String label, String shape) {
      return new Field(name, label, Pattern.compile(shape), true, List.of());
    }

    /// A field with few values, the usual one first.
    public static Field choice(String name, String label, List<String> choices) {
      String shape = choices.stream().map(Pattern::quote).collect(Collectors.joining("|"));
      return new Field(name, label, Pattern.compile(shape), false, choices);
    }

    public boolean fits(String value) {
      return shape.matcher(value).matches();
    }
  }

  public CredentialForm {
    more = List.copyOf(more);
  }
}
