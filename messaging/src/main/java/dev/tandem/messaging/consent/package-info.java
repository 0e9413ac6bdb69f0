/// Who may be texted: what people's words say about it, what was agreed and taken back, and when it
/// is night where they are.
///
/// Start with [ConsentClassifier] (pure: a text's words), [ConsentGate] (the ledger's answer, asked
/// when a text is handed in and again when it is sent) and [QuietHours] (pure). The ledger itself
/// is `storage.consent`. Phrases are data: one file a language among the resources.
@NullMarked
package dev.tandem.messaging.consent;

import org.jspecify.annotations.NullMarked;
