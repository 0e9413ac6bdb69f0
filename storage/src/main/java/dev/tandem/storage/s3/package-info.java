/// An S3-compatible store as a flat map of keys to bytes.
///
/// Start with [dev.tandem.storage.s3.S3Settings] (what the operator configured) and
/// [dev.tandem.storage.s3.ObjectStore] (put, read a range, delete, list). Everything blocks and is
/// tried again by the client within limits; what comes back is a
/// [dev.tandem.storage.StorageException] that says whether a retry can help.
///
/// It knows no database, no workspace and no key: what it is handed is sealed already.
@NullMarked
package dev.tandem.storage.s3;

import org.jspecify.annotations.NullMarked;
