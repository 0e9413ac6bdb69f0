/// Postgres: the embedded server or one by address, roles, migrations, transactions.
///
/// Start with [dev.tandem.storage.pg.Database] (from settings to a pool that may do what the
/// gateway may), [dev.tandem.storage.pg.EmbeddedServer] (our own Postgres in the data directory)
/// and [dev.tandem.storage.pg.Sql] (statements within a transaction).
///
/// It knows no key and no subject: what it is handed is sealed already.
@NullMarked
package dev.tandem.storage.pg;

import org.jspecify.annotations.NullMarked;
