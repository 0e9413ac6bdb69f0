package dev.tandem.storage.search;

/// A folded word and where it stands in the text, in UTF-16 units as `String` and JavaScript count.
/// `gram` says that it is one of the overlapping pieces of a script that is written without spaces.
record Word(String folded, int from, int to, boolean gram) {
  @Override
  public String toString() {
    return "Word[personal]";
  }
}
