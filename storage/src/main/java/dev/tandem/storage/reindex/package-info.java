/// The work behind a search that was switched on or off: words of what is there are indexed, or
/// what is indexed is forgotten, a batch a transaction, so that it goes on where it was after any
/// end.
///
/// Start with [dev.tandem.storage.reindex.SearchWork]. It knows the stores whose things are
/// searched; they know nothing of it.
@NullMarked
package dev.tandem.storage.reindex;

import org.jspecify.annotations.NullMarked;
