/// What people outside said about being texted: entries that are added and never changed.
///
/// Start with [Consents]. Numbers and words are sealed; that two entries are about the same pair of
/// numbers shows in a blind index. What an entry means is `messaging.consent`'s business.
@NullMarked
package dev.tandem.storage.consent;

import org.jspecify.annotations.NullMarked;
