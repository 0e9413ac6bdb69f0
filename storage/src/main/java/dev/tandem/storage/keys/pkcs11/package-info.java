/// A root key on a PKCS#11 token (OASIS PKCS #11 v2.40): the key never leaves the token.
///
/// Start with [dev.tandem.storage.keys.pkcs11.TokenRootKey];
/// [dev.tandem.storage.keys.pkcs11.TokenUri] says which token and key (RFC 7512),
/// [dev.tandem.storage.keys.pkcs11.TokenSession] finds them, and
/// [dev.tandem.storage.keys.pkcs11.Cryptoki] is the C interface of the token's library, called
/// through the JDK's foreign functions: SunPKCS11 cannot choose a token by its label without trying
/// PINs.
@NullMarked
package dev.tandem.storage.keys.pkcs11;

import org.jspecify.annotations.NullMarked;
