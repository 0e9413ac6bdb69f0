/// Texts: conversations and the messages in them.
///
/// Start with [dev.tandem.storage.message.Conversations] and [dev.tandem.storage.message.Messages].
/// What comes alone, from many writers at once, goes through
/// [dev.tandem.storage.message.MessageIntake]; what a team does about a conversation is
/// [dev.tandem.storage.message.ConversationWork]. Each conversation numbers its messages under its
/// row's lock; states only move forward. It knows no carrier and sends nothing.
@NullMarked
package dev.tandem.storage.message;

import org.jspecify.annotations.NullMarked;
