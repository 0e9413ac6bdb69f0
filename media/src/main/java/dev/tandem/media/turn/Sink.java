package dev.tandem.media.turn;

import dev.tandem.media.stun.Family;
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
  boolean open(Family family, int port);

  /// Closes a relayed port that [#open] opened.
  void close(Family family, int port);

  /// Sends a datagram from the server's own port to a client.
  void toClient(TransportAddress client, ByteBuffer datagram);

  /// Sends a datagram from a relayed port, of the peer's family, to the peer.
  ///
  /// @param whole whether it may not be cut on its way: with IP's don't-fragment bit
  void toPeer(int port, TransportAddress peer, ByteBuffer datagram, boolean whole);

  /// Tells that a payload of that length goes straight from one client to another: next comes
  /// [#toClient], [#across], or [#dropped] as at the other's relayed port.
  void straight(int bytes);

  /// Hands a payload to the machine of this relay whose relayed address `to` is: there it is what a
  /// datagram of the peer `from` would be.
  void across(TransportAddress from, TransportAddress to, ByteBuffer payload);

  /// Hands a client's datagram, as it came, to the machine of this relay that has the relayed port.
  void forward(int port, TransportAddress client, ByteBuffer datagram);

  /// Tells that a datagram of that length went nowhere.
  void dropped(Drop reason, int bytes);
}
