/// Stories over real WebSockets, with real storage. Start with [RealtimeHouse], which serves, and
/// [TestPhone], which is a device.
@NullMarked
package dev.tandem.gateway.edge.realtime;

import org.jspecify.annotations.NullMarked;
