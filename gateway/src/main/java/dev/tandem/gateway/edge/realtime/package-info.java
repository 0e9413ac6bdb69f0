/// The realtime edge: a WebSocket a device, over which events come in order and commands go out.
///
/// Start with [dev.tandem.gateway.edge.realtime.RealtimeEdge], which admits a connection;
/// [dev.tandem.gateway.edge.realtime.RealtimeHub], which owns the sessions; and
/// [dev.tandem.gateway.edge.realtime.ClientFrame], everything a client can say. The protocol is
/// described in the module's README.
///
/// JSON ends here: frames become sealed records before anything looks at them, and what is told to
/// devices is rendered here. No rule of a call is decided in this room, and it reads no database on
/// an event loop.
@NullMarked
package dev.tandem.gateway.edge.realtime;

import org.jspecify.annotations.NullMarked;
