/// Members among themselves: channels and direct messages.
///
/// Start with [TeamRooms]: who may make, read, join and leave a room and who may say something in
/// it. This room sends nothing and knows no carrier: a test says so.
@NullMarked
package dev.tandem.messaging.team;

import org.jspecify.annotations.NullMarked;
