package dev.tandem.storage.seal;

/// Sealed bytes did not open: they were changed, moved, cut, or sealed with another key. Which of
/// these it was is not said, because it cannot be known.
public final class SealBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SealBroken(String what) {
    super(what);
  }
}
