/// Tests of broadcasts, on a real Postgres.
@NullMarked
package dev.tandem.storage.broadcast;

import org.jspecify.annotations.NullMarked;
