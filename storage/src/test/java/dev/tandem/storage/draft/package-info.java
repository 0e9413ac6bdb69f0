/// Tests of drafts, on a real Postgres.
@NullMarked
package dev.tandem.storage.draft;

import org.jspecify.annotations.NullMarked;
