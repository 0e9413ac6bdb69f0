/// The port to telephone carriers: what we ask of one, what one tells us, and how a send can end.
///
/// Start with [Carrier], [CarrierCommand] and [CarrierEvent]. One sub-package a carrier holds its
/// dialect; nothing outside it sees a carrier's field name, status word or error code other than
/// through these types. The port stores nothing and decides nothing about a message's life: that is
/// `messaging.send` and `messaging.receive`.
@NullMarked
package dev.tandem.messaging.carrier;

import org.jspecify.annotations.NullMarked;
