/// Tests of the embedded server.
@NullMarked
package dev.tandem.storage.pg;

import org.jspecify.annotations.NullMarked;
