/// Drafts: what a member began to write and has not sent, one for each kind of words and place.
///
/// Start with [dev.tandem.storage.draft.Drafts]. The last writer wins.
@NullMarked
package dev.tandem.storage.draft;

import org.jspecify.annotations.NullMarked;
