/// Tests of the storage module, on a real Postgres: [dev.tandem.storage.SharedStorage] opens one
/// per test run.
@NullMarked
package dev.tandem.storage;

import org.jspecify.annotations.NullMarked;
