package dev.tandem.storage.consent;

import java.util.UUID;

/// A number of ours and a person's: what an entry is about.
///
/// @param party the person's number, as stored with messages
public record ConsentPair(UUID numberId, String party) {
  @Override
  public String toString() {
    return "ConsentPair[" + numberId + "]";
  }
}
