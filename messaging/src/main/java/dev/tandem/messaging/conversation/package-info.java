/// What a team does about conversations, apart from texting: who takes one, when it is done, how
/// long it may wait.
///
/// Start with [SharedInbox]; [Snoozes] opens what has waited long enough. This room sends nothing
/// and knows no carrier.
@NullMarked
package dev.tandem.messaging.conversation;

import org.jspecify.annotations.NullMarked;
