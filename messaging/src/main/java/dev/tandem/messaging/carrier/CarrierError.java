package dev.tandem.messaging.carrier;

/// Why a carrier refused or lost a text.
///
/// @param code the carrier's own code, for its documentation and support
/// @param detail for the member who wrote the text: what happened and what to do; never the
///   carrier's free text, which may quote numbers
public record CarrierError(String code, Remedy remedy, String detail) {

  /// What can help.
  public enum Remedy {
    /// The same text may pass later.
    TRY_LATER,
    /// This text to this number will not pass.
    GIVE_UP,
    /// The person asked for no more texts.
    OPTED_OUT,
    /// The carrier account or the sending number has to be put right by an admin.
    FIX_ACCOUNT
  }
}
