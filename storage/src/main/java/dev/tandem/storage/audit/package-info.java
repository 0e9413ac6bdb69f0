/// What was done in a workspace, in rows that can be added to and not changed unseen.
///
/// Start with [dev.tandem.storage.audit.AuditLog] (append and read, in the caller's transaction),
/// [dev.tandem.storage.audit.SignedHead] (a log's state in five lines of text, kept elsewhere) and
/// [dev.tandem.storage.audit.AuditVerifier] (names the first row that is not as it was). The tree
/// is that of RFC 6962: [dev.tandem.storage.audit.Frontier] and
/// [dev.tandem.storage.audit.MerkleProof] are pure and know no database.
///
/// Nothing here updates or deletes an entry, and the gateway's role may not. Who owns the database
/// may; this room makes that show.
@NullMarked
package dev.tandem.storage.audit;

import org.jspecify.annotations.NullMarked;
