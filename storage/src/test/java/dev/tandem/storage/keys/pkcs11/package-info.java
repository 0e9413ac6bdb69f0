/// Tests of root keys on tokens, with SoftHSM 2 as the token.
@NullMarked
package dev.tandem.storage.keys.pkcs11;

import org.jspecify.annotations.NullMarked;
