/// The storage module.
@NullMarked
package dev.tandem.storage;

import org.jspecify.annotations.NullMarked;
