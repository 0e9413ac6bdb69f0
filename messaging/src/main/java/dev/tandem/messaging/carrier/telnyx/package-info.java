/// Telnyx's dialect: the v2 REST API and its webhooks.
///
/// Start with [TelnyxCarrier], [TelnyxSignature] (who called) and [TelnyxErrors] (what a code
/// means). An account here is a messaging profile: its id stands in our paths, its events name it.
/// Sources: Telnyx's OpenAPI file of 2026-07-16 and its webhook guides.
@NullMarked
package dev.tandem.messaging.carrier.telnyx;

import org.jspecify.annotations.NullMarked;
