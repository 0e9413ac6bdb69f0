package dev.tandem.storage.seal;

/// The key of one workspace, class and month, under its number in that workspace. It never encrypts
/// anything itself: records and streams each derive a key of their own from their half of it.
public final class DataKey {
  private final int number;
  private final KeyBytes records;
  private final KeyBytes streams;

  public DataKey(int number, KeyBytes key) {
    if (number <= 0) {
      throw new IllegalArgumentException("keys are numbered from 1");
    }
    this.number = number;
    this.records = key.derive("tandem records v1");
    this.streams = key.derive("tandem streams v1");
  }

  public int number() {
    return number;
  }

  KeyBytes records() {
    return records;
  }

  KeyBytes streams() {
    return streams;
  }

  @Override
  public String toString() {
    return "DataKey[" + number + "]";
  }
}
