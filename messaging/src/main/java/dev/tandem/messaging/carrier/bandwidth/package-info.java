/// Bandwidth's dialect: the Messaging API v2 and its callbacks.
///
/// Start with [BandwidthCarrier], [BandwidthWebhooks] (who called: Basic credentials that the
/// application was given, there is no signature) and [BandwidthErrors] (what a code means). Source:
/// Bandwidth's OpenAPI file of 2026-08-07.
@NullMarked
package dev.tandem.messaging.carrier.bandwidth;

import org.jspecify.annotations.NullMarked;
