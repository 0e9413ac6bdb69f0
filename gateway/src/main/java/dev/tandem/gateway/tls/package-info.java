/// Who the gateway proves to be, and the engine that proves it: TLS 1.3 only.
///
/// Start with [dev.tandem.gateway.tls.Certificates], which knows the certificate in force and tells
/// when another one takes over; [dev.tandem.gateway.tls.LocalAuthority], the small authority of an
/// installation without certificates of its own; [dev.tandem.gateway.tls.Engine], BoringSSL where
/// its native library loads and the JDK's engine elsewhere.
///
/// Private keys leave this room only towards the TLS engine, and lie on disk with mode 0600.
@NullMarked
package dev.tandem.gateway.tls;

import org.jspecify.annotations.NullMarked;
