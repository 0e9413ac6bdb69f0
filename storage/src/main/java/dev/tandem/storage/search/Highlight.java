package dev.tandem.storage.search;

/// A part of a text that made it a hit, from `from` up to, not including, `to`, in UTF-16 units as
/// `String` and JavaScript count. Whole words are marked, even where a beginning was asked for.
public record Highlight(int from, int to) {}
