/// Carriers for tests: an HTTP server that speaks a carrier's dialect, keeps a ledger of what it
/// took, signs webhooks and misbehaves on order.
///
/// Start with [dev.tandem.messaging.carrier.fake.FakeApi] and
/// [dev.tandem.messaging.carrier.fake.FakeDialect]. Nothing of an adapter is used here: what both
/// sides got wrong alike would not be seen.
@NullMarked
package dev.tandem.messaging.carrier.fake;

import org.jspecify.annotations.NullMarked;
