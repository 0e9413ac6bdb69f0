package dev.tandem.storage.blob;

/// In which store a blob's chunks lie; kept with the blob, so that a change of the configuration
/// leaves old blobs readable. The names are kept in `tenant.blob.place`.
enum BlobPlace {
  /// Rows of `tenant.blob_chunk`.
  POSTGRES,
  /// Objects of the S3-compatible store.
  S3
}
