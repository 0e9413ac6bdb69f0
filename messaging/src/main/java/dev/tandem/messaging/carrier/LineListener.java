package dev.tandem.messaging.carrier;

import java.util.List;
import java.util.UUID;

/// Who hears what comes over a line. Calls come one after the other, in the carrier's order, and
/// may block: the carrier waits for its answer.
public interface LineListener {

  /// What became of something that a carrier told.
  sealed interface Heard {
    /// It is committed, and so may be acknowledged.
    ///
    /// @param id what [LineListener#acknowledged] calls it
    record Kept(UUID id) implements Heard {}

    /// Nothing of it has to be kept.
    record Unused() implements Heard {}

    /// It is for nobody here, and will not be.
    record NotOurs() implements Heard {}

    /// It could not be committed; the carrier shall tell it again.
    record NotNow() implements Heard {}
  }

  Heard hear(LineEvent event);

  /// The carrier has read that we have these: it will not tell them again.
  void acknowledged(List<UUID> kept);
}
