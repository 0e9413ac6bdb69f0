/// Tests of the key chain.
@NullMarked
package dev.tandem.storage.keys;

import org.jspecify.annotations.NullMarked;
