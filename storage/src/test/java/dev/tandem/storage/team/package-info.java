/// Tests of rooms and posts, on a real Postgres.
@NullMarked
package dev.tandem.storage.team;

import org.jspecify.annotations.NullMarked;
