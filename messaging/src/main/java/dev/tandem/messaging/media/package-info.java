/// Attachments of inbound texts: where they may be fetched from, what they are, how they come here.
///
/// Start with [AllowedAddress] (pure: an address that a webhook names, held against the carrier's
/// places), [SpecialAddresses] (pure: what a name must not resolve to), [MediaKind] (pure: what
/// bytes are), [MediaClient] (one request that goes where it was checked to go) and [MediaIntake]
/// (the job). This room knows no dialect.
@NullMarked
package dev.tandem.messaging.media;

import org.jspecify.annotations.NullMarked;
