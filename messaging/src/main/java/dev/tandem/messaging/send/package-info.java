/// From a member's "send" to a text's last state.
///
/// Start with [SubmitText] (one transaction: conversation, message, job), [DeliveryMachine] (pure:
/// what to do next with a text) and [Outbox] (claims jobs). [Delivery] drives the machine for one
/// text: [Clearance] says whether it may leave now, [Handover] speaks with the carrier, [Outcomes]
/// commits what became of it. This room never sends a text again unless the carrier has said that
/// it does not have it.
@NullMarked
package dev.tandem.messaging.send;

import org.jspecify.annotations.NullMarked;
