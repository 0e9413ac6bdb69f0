package dev.tandem.storage.call;

/// Between members, or from or to an outside number.
public enum CallDirection {
  INTERNAL,
  IN,
  OUT
}
