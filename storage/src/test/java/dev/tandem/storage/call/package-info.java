/// Tests of call records.
@NullMarked
package dev.tandem.storage.call;

import org.jspecify.annotations.NullMarked;
