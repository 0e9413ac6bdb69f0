/// Tests of texts.
@NullMarked
package dev.tandem.storage.message;

import org.jspecify.annotations.NullMarked;
