package dev.tandem.messaging.schedule;

import dev.tandem.messaging.send.TextDraft;
import java.time.Instant;

/// A text to be scheduled, before anything is checked.
///
/// @param text what is sent, and where; its hold does not count
/// @param unlessReply whether a text that comes in before stops it
public record ScheduleDraft(TextDraft text, Instant sendAt, boolean unlessReply) {}
