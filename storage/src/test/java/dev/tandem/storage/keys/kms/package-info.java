/// Tests of root keys in AWS KMS, with a stand-in for the service that can misbehave.
@NullMarked
package dev.tandem.storage.keys.kms;

import org.jspecify.annotations.NullMarked;
