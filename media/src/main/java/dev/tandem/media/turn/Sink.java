package dev.tandem.media.turn;

import dev.tandem.media.stun.TransportAddress;
import java.nio.ByteBuffer;

/// What the TURN machine makes happen; its driver implements it.
///
/// Methods and not records, because a record a packet would be garbage a packet. A buffer holds a
/// datagram between its position and limit and is valid only during the call.
public interface Sink {

  /// Opens a relayed port.
  ///
  /// @return false when the operating system does not give it; the machine then tries another
  boolean open(int port);

  /// Closes a relayed port that [#open] opened.
  void close(int port);

  /// Sends a datagram from the server's own port to a client.
  void toClient(TransportAddress client, ByteBuffer datagram);

  /// Sends a datagram from a relayed port to a peer.
  void toPeer(int port, TransportAddress peer, ByteBuffer datagram);

  /// Tells that a payload of that length goes straight from one client to another: next comes
  /// [#toClient], or [#dropped] as at the other's relayed port.
  void straight(int bytes);

  /// Tells that a datagram of that length went nowhere.
  void dropped(Drop reason, int bytes);
}
