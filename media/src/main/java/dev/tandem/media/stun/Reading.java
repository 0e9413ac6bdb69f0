package dev.tandem.media.stun;

/// What came of reading a datagram as STUN.
public sealed interface Reading {

  /// It is a message.
  record Read(StunMessage message) implements Reading {}

  /// It is none, or one that must be dropped unanswered.
  record Refused(Flaw flaw) implements Reading {}

  /// Why a datagram is dropped.
  enum Flaw {
    /// Shorter than a header.
    TOO_SHORT,
    /// The two top bits or the magic cookie are not STUN's.
    NOT_STUN,
    /// The length field is not a multiple of four, or not the datagram's length.
    LENGTH,
    /// A method that this server does not know.
    UNKNOWN_METHOD,
    /// An attribute reaches over the end.
    ATTRIBUTE_OVERRUN,
    /// FINGERPRINT is present and wrong.
    FINGERPRINT,
    /// An attribute that nothing protects follows MESSAGE-INTEGRITY.
    AFTER_INTEGRITY
  }
}
