package dev.tandem.storage.contact;

import java.util.List;

/// An e-mail address or a web address, with vCard's words for what it is, in lower case.
public record Typed(String value, List<String> types) {
  public Typed {
    types = List.copyOf(types);
  }

  public static Typed of(String value) {
    return new Typed(value, List.of());
  }

  @Override
  public String toString() {
    return "Typed[personal]";
  }
}
