package dev.tandem.media.turn;

import dev.tandem.media.stun.Data;
import dev.tandem.media.stun.Reading;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.StunParser;
import dev.tandem.media.stun.TransactionId;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorPeerAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A TURN server over UDP (RFC 8656) that does nothing by itself: datagrams and time go in, a
/// [Sink] takes what comes out.
///
/// `now` is monotonic time in nanoseconds, 0 or more, and never goes back. One thread owns the
/// machine. Buffers hold a datagram between position and limit; [#HEADROOM] bytes before and
/// [#TAILROOM] behind belong to the machine, which writes its frames there instead of copying the
/// payload.
public final class TurnServer {

  /// Bytes that must be free before every datagram.
  public static final int HEADROOM = 48;

  /// Bytes that must be free behind every datagram.
  public static final int TAILROOM = 4;

  /// The deadline of a machine that waits for nothing.
  public static final long NEVER = Long.MAX_VALUE;

  private final int packetBytes;
  private final Allocations allocations;
  private final Peers peers;
  private final Requests requests;
  private final SplittableRandom indicationIds;
  private final ByteBuffer roomy;
  private Instant wall = Instant.MAX;

  /// @param random unpredictable: nonces, reservation tokens and ports depend on it
  public TurnServer(TurnSettings settings, RandomGenerator random) {
    Ports ports = new Ports(settings.minPort(), settings.maxPort(), random);
    packetBytes = settings.limits().packetBytes();
    allocations = new Allocations(ports, settings);
    peers = new Peers(settings);
    requests = new Requests(settings, allocations, ports, random);
    indicationIds = new SplittableRandom(random.nextLong());
    roomy = ByteBuffer.allocateDirect(HEADROOM + packetBytes + TAILROOM);
  }

  /// Tells the time of day, by which credentials end. Until it is told, none is good. Once a second
  /// is enough.
  public void wallClock(Instant time) {
    wall = time;
  }

  /// A datagram from a client at the server's own port.
  public void fromClient(long now, TransportAddress client, ByteBuffer datagram, Sink sink) {
    expire(now, sink);
    int bytes = datagram.remaining();
    if (bytes > packetBytes) {
      sink.dropped(Drop.TOO_LONG, bytes);
    } else if (ChannelFrame.starts(datagram)) {
      channelData(now, client, datagram, sink);
    } else {
      switch (StunParser.parse(datagram)) {
        case Reading.Read(var message) -> message(now, client, message, sink);
        case Reading.Refused(var flaw) ->
            sink.dropped(
                flaw == Reading.Flaw.NOT_STUN || flaw == Reading.Flaw.TOO_SHORT
                    ? Drop.NOT_OURS
                    : Drop.MALFORMED,
                bytes);
      }
    }
  }

  /// A datagram from anybody at a relayed port.
  public void fromPeer(long now, int port, TransportAddress peer, ByteBuffer datagram, Sink sink) {
    expire(now, sink);
    int bytes = datagram.remaining();
    Allocation allocation = allocations.ofPort(port);
    if (allocation == null) {
      sink.dropped(Drop.NO_ALLOCATION, bytes);
    } else if (bytes > packetBytes) {
      sink.dropped(Drop.TOO_LONG, bytes);
    } else {
      deliver(now, allocation, peer, datagram, sink);
    }
  }

  /// Ends at once the allocations of a subject and of those below it (`workspace/member` is above
  /// `workspace/member/device`), and refuses their credentials from now on.
  public void revoke(String subject, Sink sink) {
    requests.revoke(subject, sink);
  }

  /// Refuses new allocations from now on and leaves those that live; clients are sent to the other
  /// server, when one is named.
  public void drain(@Nullable TransportAddress other) {
    requests.drain(other);
  }

  /// Ends what a client holds whose connection is closed.
  public void gone(TransportAddress client, Sink sink) {
    Allocation allocation = allocations.ofClient(client);
    if (allocation != null) {
      allocations.remove(allocation, sink);
    }
  }

  /// Whether a client has an allocation.
  public boolean serves(TransportAddress client) {
    return allocations.ofClient(client) != null;
  }

  /// Ends what is over. To be called at [#deadline], or whenever it is convenient after.
  public void expire(long now, Sink sink) {
    if (now >= allocations.deadline()) {
      allocations.expire(now, sink);
    }
  }

  /// When [#expire] has something to do next; [#NEVER] without allocations.
  public long deadline() {
    return allocations.deadline();
  }

  /// Allocations that live.
  public int allocations() {
    return allocations.live();
  }

  /// Allocations made since the start.
  public long allocationsMade() {
    return allocations.made();
  }

  /// Hands a peer's packet to the client, framed in place.
  private void deliver(
      long now, Allocation allocation, TransportAddress peer, ByteBuffer payload, Sink sink) {
    if (!allocation.permissions().permits(peer.ip(), now)) {
      sink.dropped(Drop.NO_PERMISSION, payload.remaining());
    } else if (!peers.reachable(peer)) {
      sink.dropped(Drop.PEER_REFUSED, payload.remaining());
    } else if (!allocation.affords(now, payload.remaining())) {
      sink.dropped(Drop.OVER_BANDWIDTH, payload.remaining());
    } else {
      Channel channel = allocation.channels().of(peer, now);
      if (channel == null) {
        DataIndication.frame(payload, peer, TransactionId.random(indicationIds));
      } else {
        ChannelFrame.frame(payload, channel.number());
      }
      sink.toClient(allocation.client(), payload);
    }
  }

  /// Sends a client's payload on. When the peer is another allocation of this relay, the packet
  /// goes straight to its client, with the checks and the frame it would have met had it left one
  /// relayed port and arrived at the other.
  private void relay(
      long now, Allocation allocation, TransportAddress peer, ByteBuffer payload, Sink sink) {
    if (!allocation.affords(now, payload.remaining())) {
      sink.dropped(Drop.OVER_BANDWIDTH, payload.remaining());
      return;
    }
    Allocation other = allocations.at(peer);
    if (other == null) {
      sink.toPeer(allocation.port(), peer, payload);
    } else {
      sink.straight(payload.remaining());
      deliver(now, other, allocation.relayed(), payload, sink);
    }
  }

  private void channelData(long now, TransportAddress client, ByteBuffer datagram, Sink sink) {
    int bytes = datagram.remaining();
    Allocation allocation = allocations.ofClient(client);
    if (allocation == null) {
      sink.dropped(Drop.NO_ALLOCATION, bytes);
      return;
    }
    int number = ChannelFrame.open(datagram);
    if (number == ChannelFrame.NONE) {
      sink.dropped(Drop.MALFORMED, bytes);
      return;
    }
    Channel channel = allocation.channels().numbered(number, now);
    if (channel == null) {
      sink.dropped(Drop.NO_CHANNEL, bytes);
    } else if (!allocation.permissions().permits(channel.peer().ip(), now)) {
      sink.dropped(Drop.NO_PERMISSION, bytes);
    } else {
      relay(now, allocation, channel.peer(), datagram, sink);
    }
  }

  private void message(long now, TransportAddress client, StunMessage message, Sink sink) {
    switch (message.type().messageClass()) {
      case REQUEST -> {
        switch (message.type().method()) {
          case BINDING, ALLOCATE, REFRESH, CREATE_PERMISSION, CHANNEL_BIND ->
              requests.answer(now, wall, client, message, sink);
          case SEND, DATA -> sink.dropped(Drop.NOT_FOR_SERVERS, message.size());
        }
      }
      case INDICATION -> {
        switch (message.type().method()) {
          case SEND -> sendIndication(now, client, message, sink);
          case BINDING, ALLOCATE, REFRESH, DATA, CREATE_PERMISSION, CHANNEL_BIND ->
              sink.dropped(Drop.NOT_FOR_SERVERS, message.size());
        }
      }
      case SUCCESS, ERROR -> sink.dropped(Drop.NOT_FOR_SERVERS, message.size());
    }
  }

  /// Relays what a Send indication carries, or drops it without a word (RFC 8656 section 11.2).
  private void sendIndication(long now, TransportAddress client, StunMessage message, Sink sink) {
    Allocation allocation = allocations.ofClient(client);
    if (allocation == null) {
      sink.dropped(Drop.NO_ALLOCATION, message.size());
      return;
    }
    XorPeerAddress named = message.first(XorPeerAddress.class);
    Data data = message.first(Data.class);
    if (named == null
        || data == null
        || message.malformed()
        || !message.unknownRequired().isEmpty()) {
      sink.dropped(Drop.MALFORMED, message.size());
      return;
    }
    TransportAddress peer = named.address();
    if (!allocation.permissions().permits(peer.ip(), now)) {
      sink.dropped(
          peers.permits(peer.ip()) ? Drop.NO_PERMISSION : Drop.PEER_REFUSED, message.size());
    } else if (!peers.reachable(peer)) {
      sink.dropped(Drop.PEER_REFUSED, message.size());
    } else {
      relay(now, allocation, peer, withRoom(data.bytes()), sink);
    }
  }

  /// A copy with free bytes around it, for a frame: an indication's payload has none of its own.
  private ByteBuffer withRoom(ByteBuffer payload) {
    int length = payload.remaining();
    roomy.clear().put(HEADROOM, payload, payload.position(), length);
    return roomy.position(HEADROOM).limit(HEADROOM + length);
  }
}
