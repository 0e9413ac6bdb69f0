/// How the gateway is doing, for machines and people: health, metrics and the status page.
///
/// Start with [dev.tandem.gateway.status.Health], the checks, and
/// [dev.tandem.gateway.status.StatusPage], what anybody may see of them. Nothing here names a
/// member, a number or a call; a check's words are for operators and carry no secret.
@NullMarked
package dev.tandem.gateway.status;

import org.jspecify.annotations.NullMarked;
