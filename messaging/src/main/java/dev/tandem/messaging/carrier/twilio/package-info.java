/// Twilio's dialect: the 2010-04-01 REST API and its webhooks.
///
/// Start with [TwilioCarrier] (the port's implementation), [TwilioSignature] (who called) and
/// [TwilioErrors] (what a code means). No other package but the sandbox, which plays the other
/// side, knows this dialect. Sources: Twilio's OpenAPI file of 2026-04-14 and its webhook guides.
@NullMarked
package dev.tandem.messaging.carrier.twilio;

import org.jspecify.annotations.NullMarked;
