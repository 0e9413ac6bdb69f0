/// Tests of blobs.
@NullMarked
package dev.tandem.storage.blob;

import org.jspecify.annotations.NullMarked;
