/// Texts that leave at a time that somebody chose, unless the other side answers first.
///
/// Start with [ScheduleText], what members do about them, and [DueTexts], which hands each in at
/// its time as any other text. This room keeps no time of its own and speaks to no carrier; what
/// stops a text when a reply comes in is the store's ([dev.tandem.storage.schedule]).
@NullMarked
package dev.tandem.messaging.schedule;

import org.jspecify.annotations.NullMarked;
