/// What is kept of calls.
///
/// Start with [dev.tandem.storage.call.Calls]. A record is opened when the call starts and closed
/// exactly once; in between it says who talks and when a gateway last saw the call, for the gateway
/// that goes on with it. It decides nothing about calls.
@NullMarked
package dev.tandem.storage.call;

import org.jspecify.annotations.NullMarked;
