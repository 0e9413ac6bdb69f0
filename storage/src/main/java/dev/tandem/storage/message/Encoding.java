package dev.tandem.storage.message;

/// The alphabet that a text's segments were counted in.
public enum Encoding {
  GSM7,
  UCS2
}
