package dev.tandem.storage.reindex;

import java.util.OptionalLong;

/// How far the work behind search is.
///
/// @param done things gone through: rows deleted, or texts, contacts and voicemails indexed
/// @param total how many there are to go through; empty when that is not known
public record SearchProgress(State state, long done, OptionalLong total) {
  public enum State {
    /// Everything that is there is found.
    READY,
    /// Things from before are being indexed; what is new is found already.
    INDEXING,
    /// Off; what was indexed is being forgotten.
    CLEARING,
    /// Off, and nothing is indexed.
    OFF
  }
}
