/// Attachments: where those of inbound texts may be fetched from, what they are, how they come
/// here; and how those of outbound texts are taken in and given to carriers.
///
/// Start with [AllowedAddress] (pure: an address that a webhook names, held against the carrier's
/// places), [SpecialAddresses] (pure: what a name must not resolve to), [MediaKind] (pure: what
/// bytes are), [MediaClient] (one request that goes where it was checked to go) and [MediaIntake]
/// (the job); for the way out with [MediaUpload], [Scrub] (what pictures say about their maker),
/// [MediaCheck] (what a carrier takes) and [MediaHandout]. [Thumbnails] keeps smaller pictures of
/// both. This room knows no dialect.
@NullMarked
package dev.tandem.messaging.media;

import org.jspecify.annotations.NullMarked;
