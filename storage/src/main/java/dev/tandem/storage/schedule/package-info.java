/// Texts that wait for a time: what they say, when they leave, and what became of them.
///
/// Start with [dev.tandem.storage.schedule.ScheduledTexts]. This room knows no clock of its own and
/// sends nothing; a text that comes in stops what was to leave unless it did
/// ([dev.tandem.storage.message.Messages#append]).
@NullMarked
package dev.tandem.storage.schedule;

import org.jspecify.annotations.NullMarked;
