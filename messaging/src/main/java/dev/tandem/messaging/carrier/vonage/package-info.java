/// Vonage's dialect: the Messages API v1 and its webhooks; the Numbers API for the account's
/// numbers.
///
/// Start with [VonageCarrier], [VonageSignature] (who called) and [VonageErrors] (what a code
/// means). The older SMS API, with its own signatures, is not spoken. Sources: Vonage's API
/// references and its Java SDK's message package.
@NullMarked
package dev.tandem.messaging.carrier.vonage;

import org.jspecify.annotations.NullMarked;
