/// Long things: voicemail, recordings, pictures, sealed chunk by chunk while they grow.
///
/// Start with [dev.tandem.storage.blob.Blobs]. Chunks are rows of Postgres or, by configuration,
/// objects of an S3-compatible store; a blob's own row is always in Postgres, is written first and
/// completed last. A blob that nobody refers to is swept after an hour, so a crash in the middle of
/// a recording leaves nothing for long.
@NullMarked
package dev.tandem.storage.blob;

import org.jspecify.annotations.NullMarked;
