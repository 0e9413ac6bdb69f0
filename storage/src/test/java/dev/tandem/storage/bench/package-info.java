/// What sealed storage costs, beside pgbench on the same server.
///
/// Start with [StorageBench], the program; [BenchDatabase] is the server with our storage upon it,
/// [Pgbench] the peer, [Report] the table. Run it as `storage/README.md` says.
@NullMarked
package dev.tandem.storage.bench;

import org.jspecify.annotations.NullMarked;
