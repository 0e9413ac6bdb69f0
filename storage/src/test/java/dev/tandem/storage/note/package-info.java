/// Tests of notes, on a real Postgres.
@NullMarked
package dev.tandem.storage.note;

import org.jspecify.annotations.NullMarked;
