/// People at the door: who may come in, how long, and what they may do.
///
/// Start with [dev.tandem.gateway.account.Principal], who is asking;
/// [dev.tandem.gateway.account.Authenticator], which finds that out from a cookie or an API key;
/// and [dev.tandem.gateway.account.SignIn], the ways of getting one. Phones come by
/// [dev.tandem.gateway.account.AppPasswordSignIn].
///
/// Passwords are Argon2id (RFC 9106), at most two computations at once, and an unknown e-mail costs
/// as much as a wrong password. Whatever grants access is 256 random bits and stored as a hash.
/// This room knows no HTTP: the edges carry cookies and headers to it.
@NullMarked
package dev.tandem.gateway.account;

import org.jspecify.annotations.NullMarked;
