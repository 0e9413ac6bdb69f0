/// Notes: what members write to each other beside the texts of a conversation, in the same thread.
///
/// Start with [dev.tandem.storage.note.Notes]. A note takes the next number of its conversation,
/// under the same lock as a text does. Its words are a [dev.tandem.storage.note.NoteText] and
/// nothing else, so that no code that sends texts can take them; tests hold that room apart from
/// every way out.
@NullMarked
package dev.tandem.storage.note;

import org.jspecify.annotations.NullMarked;
