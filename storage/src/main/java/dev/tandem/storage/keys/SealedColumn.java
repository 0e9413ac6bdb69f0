package dev.tandem.storage.keys;

/// A column whose values are sealed, and the class of key that seals them.
public record SealedColumn(String table, String column, KeyClass keys) {}
