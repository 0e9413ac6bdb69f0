/// Relays as processes of their own: how a gateway watches and tells them, and how one listens.
///
/// Start with [dev.tandem.gateway.relay.RelayFleet], the relays as a gateway sees them;
/// [dev.tandem.gateway.relay.RelayProbe], the question whether one works; and
/// [dev.tandem.gateway.relay.ControlDoor], where a relay process is told of devices that were
/// signed out.
///
/// Whoever knows the shared secret may say everything here, and nobody else anything: there is no
/// other trust. This room knows no call and no database.
@NullMarked
package dev.tandem.gateway.relay;

import org.jspecify.annotations.NullMarked;
