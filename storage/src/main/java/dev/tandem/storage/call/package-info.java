/// What is kept of calls.
///
/// Start with [dev.tandem.storage.call.Calls]. A record is opened when the call starts and closed
/// exactly once. It decides nothing about calls.
@NullMarked
package dev.tandem.storage.call;

import org.jspecify.annotations.NullMarked;
