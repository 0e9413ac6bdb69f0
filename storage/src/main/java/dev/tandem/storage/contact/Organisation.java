package dev.tandem.storage.contact;

/// Where somebody works and as what (RFC 6350 section 6.6); each part may be empty.
public record Organisation(String name, String department, String title) {
  public static final Organisation NONE = new Organisation("", "", "");

  @Override
  public String toString() {
    return "Organisation[personal]";
  }
}
