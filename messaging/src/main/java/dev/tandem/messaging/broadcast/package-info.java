/// One text for many people, each in a conversation of their own, as fast as somebody chose.
///
/// Start with [PlanBroadcast], what members decide about one, and [DueBroadcasts], which hands in
/// each receiver's text as any other text when its turn comes: consent, night and registration are
/// asked then. This room speaks to no carrier.
@NullMarked
package dev.tandem.messaging.broadcast;

import org.jspecify.annotations.NullMarked;
