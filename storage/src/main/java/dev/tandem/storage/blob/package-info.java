/// Long things: voicemail, recordings, pictures, sealed chunk by chunk while they grow.
///
/// Start with [dev.tandem.storage.blob.Blobs]. Chunks are rows; a blob that nobody refers to is
/// swept after an hour, so a crash in the middle of a recording leaves nothing for long.
@NullMarked
package dev.tandem.storage.blob;

import org.jspecify.annotations.NullMarked;
