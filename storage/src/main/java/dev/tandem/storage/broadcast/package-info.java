/// Texts that go to many: what is said, to whom, and how far each has come.
///
/// Start with [dev.tandem.storage.broadcast.Broadcasts], a broadcast as a whole, and
/// [dev.tandem.storage.broadcast.Receivers], whom it goes to;
/// [dev.tandem.storage.broadcast.ReceiverLists] are people whom a team sends to again. What was
/// handed in is a message of its conversation like any other; this room sends nothing and knows no
/// clock of its own.
@NullMarked
package dev.tandem.storage.broadcast;

import org.jspecify.annotations.NullMarked;
