/// Tests of the work behind a search that was switched.
@NullMarked
package dev.tandem.storage.reindex;

import org.jspecify.annotations.NullMarked;
