/// A carrier inside the gateway, for newcomers, demos and probes: a real HTTP server on loopback
/// that speaks Twilio's REST dialect, and calls the gateway's webhooks over HTTPS with correct
/// signatures.
///
/// Start with [SandboxCarrier] and [SandboxScript], which says what a text sets off. The gateway
/// reaches it through the Twilio adapter with another base URL, so nothing on the way is a stub. It
/// must not reach into the gateway or the store: whatever it causes goes through its two HTTP
/// interfaces.
@NullMarked
package dev.tandem.messaging.carrier.sandbox;

import org.jspecify.annotations.NullMarked;
