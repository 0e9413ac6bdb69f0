/// Texts: conversations and the messages in them.
///
/// Start with [dev.tandem.storage.message.Conversations] and [dev.tandem.storage.message.Messages].
/// Each conversation numbers its messages under its row's lock; states only move forward. It knows
/// no carrier and sends nothing.
@NullMarked
package dev.tandem.storage.message;

import org.jspecify.annotations.NullMarked;
