/// Tests of search.
@NullMarked
package dev.tandem.storage.search;

import org.jspecify.annotations.NullMarked;
