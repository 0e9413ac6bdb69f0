/// The packaged program, used as people use it: a real process, real Postgres, real Chromium.
///
/// Start with [Demo] (the process), [Member] (a browser window with a microphone that plays a tone)
/// and [Tone] (what was heard at the other end).
@NullMarked
package dev.tandem.gateway.it;

import org.jspecify.annotations.NullMarked;
