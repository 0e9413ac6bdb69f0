/// SMPP 3.4, the open protocol to a carrier's message centre (SMSC), over a TCP or TLS connection
/// that stands. PDUs, sequence numbers and sessions are jsmpp's; what they mean is decided here.
///
/// Start with [SmppCarrier], [SmppLine] and [DeliverSmReader]. Source: SMPP Protocol Specification
/// v3.4, issue 1.2 (sections in the classes).
@NullMarked
package dev.tandem.messaging.carrier.smpp;

import org.jspecify.annotations.NullMarked;
