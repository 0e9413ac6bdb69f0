package dev.tandem.storage.message;

/// Which way a text went.
public enum Direction {
  IN,
  OUT
}
