/// Sealed records, keys, blobs and their life: the only module that knows the database.
///
/// Start with [dev.tandem.storage.Storage] (open it, work in a workspace, hear of changes),
/// [dev.tandem.storage.Tenant] (one transaction of one workspace) and
/// [dev.tandem.storage.Directory] (what must be found before a workspace is known). Stores live in
/// the rooms below, one a subject; they are stateless and take the `Tenant` first.
///
/// It knows no carrier, no call and no HTTP; it never logs what it stores.
@NullMarked
package dev.tandem.storage;

import org.jspecify.annotations.NullMarked;
