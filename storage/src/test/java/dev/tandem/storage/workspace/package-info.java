/// Tests of people and what they own.
@NullMarked
package dev.tandem.storage.workspace;

import org.jspecify.annotations.NullMarked;
