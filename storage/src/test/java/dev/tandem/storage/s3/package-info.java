/// Tests of the S3-compatible store.
@NullMarked
package dev.tandem.storage.s3;

import org.jspecify.annotations.NullMarked;
