package dev.tandem.storage.consent;

/// How it became known.
public enum ConsentChannel {
  /// The person texted it.
  TEXT,
  /// The carrier refused a text of ours for it.
  CARRIER,
  /// A member entered it: said on the phone, on paper, in a form.
  MEMBER
}
