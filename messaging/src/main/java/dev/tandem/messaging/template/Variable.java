package dev.tandem.messaging.template;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a template can say of the person it goes to and of who sends it: a closed list.
public enum Variable {
  CONTACT_NAME("contact.name"),
  CONTACT_FIRST_NAME("contact.first_name"),
  CONTACT_LAST_NAME("contact.last_name"),
  CONTACT_ORGANISATION("contact.organisation"),
  MY_NAME("me.name"),
  MY_FIRST_NAME("me.first_name"),
  WORKSPACE_NAME("workspace.name");

  private final String word;

  Variable(String word) {
    this.word = word;
  }

  /// As it is written between the braces.
  public String word() {
    return word;
  }

  static Optional<Variable> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /// All words, in order.
  public static List<String> words() {
    return Arrays.stream(values()).map(Variable::word).toList();
  }
}
