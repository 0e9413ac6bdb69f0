/// Where members talk among themselves: channels and direct rooms, and the posts in them.
///
/// Start with [dev.tandem.storage.team.Rooms] and [dev.tandem.storage.team.Posts]. Whoever asks is
/// named in each reading call: rooms that a member may not see are not there for them. What is said
/// is a [dev.tandem.storage.team.PostText] and nothing else, so that no code that sends texts can
/// take it.
@NullMarked
package dev.tandem.storage.team;

import org.jspecify.annotations.NullMarked;
