/// Tests of sealing: published vectors, every mutation, swapped bindings.
@NullMarked
package dev.tandem.storage.seal;

import org.jspecify.annotations.NullMarked;
