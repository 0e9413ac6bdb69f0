/// Texts: what is said to and heard from outside numbers, through carriers.
///
/// Start with [dev.tandem.messaging.send.SubmitText] (a member sends),
/// [dev.tandem.messaging.receive.Webhooks] (a carrier calls) and
/// [dev.tandem.messaging.carrier.Carrier] (the port behind which dialects live). Who may be texted
/// is [dev.tandem.messaging.consent.ConsentGate]'s to say; the team's inbox is
/// [dev.tandem.messaging.conversation.SharedInbox]. This module stores through `storage` and knows
/// neither `gateway` nor `media`.
@NullMarked
package dev.tandem.messaging;

import org.jspecify.annotations.NullMarked;
