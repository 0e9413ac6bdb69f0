package dev.tandem.storage.contact;

/// A field that a workspace made up itself: a customer's number, a contract's end.
public record CustomField(String label, String value) {
  @Override
  public String toString() {
    return "CustomField[personal]";
  }
}
