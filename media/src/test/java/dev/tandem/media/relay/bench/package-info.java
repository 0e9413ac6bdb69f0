/// What relaying costs, beside coturn and beside a bare C program.
///
/// Start with [RelayBench], the program; [Contender] is a server under load, [Load] the load,
/// [BenchClient] one client of it. Run it as `media/README.md` says.
@NullMarked
package dev.tandem.media.relay.bench;

import org.jspecify.annotations.NullMarked;
