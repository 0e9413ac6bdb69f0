/// What carriers call: texts that arrive and reports about texts that left.
///
/// Start with [dev.tandem.gateway.edge.carrier.CarrierRoutes] and
/// [dev.tandem.gateway.edge.carrier.WebhookLimits]. This room reads a limited body without touching
/// it, names the address as the carrier knows it, and hands over; signatures and words are the
/// business of `messaging`.
@NullMarked
package dev.tandem.gateway.edge.carrier;

import org.jspecify.annotations.NullMarked;
