/// Sealing: how bytes become unreadable, and how that is checked.
///
/// Start with [dev.tandem.storage.seal.Sealer] (one record), [dev.tandem.storage.seal.StreamSealer]
/// (sound and other long things) and [dev.tandem.storage.seal.Binding] (what a sealed value belongs
/// to).
///
/// This is the only room that names an algorithm. It knows no database, no file and no clock; it is
/// handed keys and never looks for them.
@NullMarked
package dev.tandem.storage.seal;

import org.jspecify.annotations.NullMarked;
