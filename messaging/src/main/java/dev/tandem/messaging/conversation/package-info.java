/// What a team does about conversations, apart from texting: who takes one, when it is done, how
/// long it may wait, what members write to each other beside the texts.
///
/// Start with [SharedInbox]; [Snoozes] opens what has waited long enough; [TeamNotes] keeps notes.
/// This room sends nothing and knows no carrier: a test says so.
@NullMarked
package dev.tandem.messaging.conversation;

import org.jspecify.annotations.NullMarked;
