/// The shell around the call machine: the clock, the order of things, the call records and the
/// server's own leg.
///
/// Start with [dev.tandem.gateway.call.driver.CallDriver], which owns the machine on one event loop
/// ([dev.tandem.gateway.call.driver.Owner]); then [dev.tandem.gateway.call.driver.CallAudience], to
/// whom it tells what endpoints must hear, and [dev.tandem.gateway.call.driver.VoicemailDesk],
/// which takes messages.
///
/// No rule of a call is decided here, and no JSON is seen here. Blocking stores are called on
/// virtual threads only; what comes back on other threads is handed to the owner.
@NullMarked
package dev.tandem.gateway.call.driver;

import org.jspecify.annotations.NullMarked;
