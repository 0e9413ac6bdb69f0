/// Tests of jobs.
@NullMarked
package dev.tandem.storage.job;

import org.jspecify.annotations.NullMarked;
