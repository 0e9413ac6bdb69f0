/// Work that must happen even when the process ends: rows that name what to do, taken by one worker
/// at a time.
///
/// Start with [dev.tandem.storage.job.Jobs], the queue, and [dev.tandem.storage.job.DueWork], which
/// carries what is due one transaction each. A job row holds ids only; what they stand for is read
/// in the job's workspace. When to look is the caller's.
@NullMarked
package dev.tandem.storage.job;

import org.jspecify.annotations.NullMarked;
