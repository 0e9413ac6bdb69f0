package dev.tandem.messaging.carrier;

import dev.tandem.messaging.text.PhoneNumber;

/// A number that an account has at its carrier.
///
/// @param texts whether it can text
/// @param attachments whether it can send attachments
public record CarrierNumber(PhoneNumber number, boolean texts, boolean attachments) {}
