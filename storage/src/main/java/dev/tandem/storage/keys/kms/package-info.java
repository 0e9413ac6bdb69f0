/// A root key in AWS KMS: the key never leaves that service, and no key of ours is sent to it.
///
/// Start with [dev.tandem.storage.keys.kms.KmsRootKey]; [dev.tandem.storage.keys.kms.KmsUri] says
/// which key, [dev.tandem.storage.keys.kms.KmsTrouble] what the service's refusals mean to an
/// operator.
@NullMarked
package dev.tandem.storage.keys.kms;

import org.jspecify.annotations.NullMarked;
