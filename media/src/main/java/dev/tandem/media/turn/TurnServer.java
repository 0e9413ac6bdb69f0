package dev.tandem.media.turn;

import dev.tandem.media.stun.Data;
import dev.tandem.media.stun.DontFragment;
import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.Icmp;
import dev.tandem.media.stun.Integrity;
import dev.tandem.media.stun.MessageClass;
import dev.tandem.media.stun.MessageType;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.Reading;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.StunParser;
import dev.tandem.media.stun.StunWriter;
import dev.tandem.media.stun.TransactionId;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorPeerAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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

  private static final int ERRORS_A_SECOND = 10;
  private static final int ERROR_BYTES = 128;

  private final int packetBytes;
  private final Allocations allocations;
  private final Peers peers;
  private final HeldPorts held;
  private final Guests guests;
  private final Requests requests;
  private final SourceCounts asked;
  private final SplittableRandom indicationIds;
  private final ByteBuffer roomy;
  private final StunWriter errors;
  private final boolean keepsWhole;
  private Instant wall = Instant.MAX;

  /// A machine that is the only one of its relay.
  ///
  /// @param random unpredictable: nonces, tickets, reservation tokens and ports depend on it
  public TurnServer(TurnSettings settings, RandomGenerator random) {
    this(settings, new Common(settings.limits(), random), random);
  }

  /// One of several.
  public TurnServer(TurnSettings settings, Common common, RandomGenerator random) {
    RelayedPorts ports = new RelayedPorts(settings, common.held(), random);
    packetBytes = settings.limits().packetBytes();
    keepsWhole = settings.keepsWhole();
    allocations = new Allocations(ports, common.quotas());
    peers = new Peers(settings);
    held = common.held();
    guests = new Guests(settings.limits().allocations());
    requests = new Requests(settings, common, allocations, ports, guests, random);
    RelayLimits.Asking asking = settings.limits().asking();
    asked = new SourceCounts(asking.perSource(), asking.perAddress(), random);
    indicationIds = new SplittableRandom(random.nextLong());
    errors = new StunWriter(ByteBuffer.allocateDirect(ERROR_BYTES), new Integrity());
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
    int port = guests.portOf(client, now);
    if (port != Guests.NONE && allocations.ofClient(client) == null) {
      sink.forward(port, client, datagram);
    } else {
      handle(now, client, datagram, true, sink);
    }
  }

  /// A client's datagram that another machine of this relay got and forwarded; here it stays.
  public void forwarded(long now, TransportAddress client, ByteBuffer datagram, Sink sink) {
    expire(now, sink);
    handle(now, client, datagram, false, sink);
  }

  private void handle(
      long now, TransportAddress client, ByteBuffer datagram, boolean mayForward, Sink sink) {
    int bytes = datagram.remaining();
    if (bytes > packetBytes) {
      sink.dropped(Drop.TOO_LONG, bytes);
    } else if (ChannelFrame.starts(datagram)) {
      channelData(now, client, datagram, sink);
    } else if (MessageType.startsRequest(datagram) && !asked.allowed(now, client)) {
      // Before it is read, let alone believed: a flood must not cost an HMAC a request.
      sink.dropped(Drop.TOO_MANY_REQUESTS, bytes);
    } else {
      switch (StunParser.parse(datagram)) {
        case Reading.Read(var message) -> message(now, client, message, mayForward, sink);
        case Reading.Refused(var flaw) ->
            sink.dropped(
                flaw == Reading.Flaw.NOT_STUN || flaw == Reading.Flaw.TOO_SHORT
                    ? Drop.NOT_OURS
                    : Drop.MALFORMED,
                bytes);
      }
    }
  }

  /// A datagram from anybody at a relayed port of the same family, or a payload that another
  /// machine of this relay handed across.
  public void fromPeer(long now, int port, TransportAddress peer, ByteBuffer datagram, Sink sink) {
    expire(now, sink);
    int bytes = datagram.remaining();
    Allocation allocation = allocations.ofPort(peer.ip().family(), port);
    if (allocation == null) {
      sink.dropped(Drop.NO_ALLOCATION, bytes);
    } else if (bytes > packetBytes) {
      sink.dropped(Drop.TOO_LONG, bytes);
    } else {
      deliver(now, allocation, peer, datagram, sink);
    }
  }

  /// The network's word that a datagram from a relayed port did not reach the peer: its client is
  /// told by a Data indication without data (RFC 8656 section 11.5), ten times a second at most.
  public void undelivered(long now, int port, TransportAddress peer, Icmp why, Sink sink) {
    expire(now, sink);
    Family family = peer.ip().family();
    Allocation allocation = allocations.ofPort(family, port);
    if (allocation == null
        || !why.toBeTold(family)
        || !allocation.permissions().permits(peer.ip(), now)
        || !allocation.mayTellError(TimeUnit.NANOSECONDS.toSeconds(now) + 1, ERRORS_A_SECOND)) {
      sink.dropped(Drop.NOT_TOLD, 0);
      return;
    }
    errors
        .begin(
            new MessageType(Method.DATA, MessageClass.INDICATION),
            TransactionId.random(indicationIds))
        .add(new XorPeerAddress(peer))
        .add(why.withOwnData(family));
    sink.toClient(allocation.client(), errors.finish());
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
    allocations.gone(client, sink);
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
      long now,
      Allocation allocation,
      TransportAddress peer,
      ByteBuffer payload,
      boolean whole,
      Sink sink) {
    TransportAddress relayed = allocation.relayed(peer.ip().family());
    if (relayed == null) {
      // It had one, and gave it back before the permission was over.
      sink.dropped(Drop.NO_PERMISSION, payload.remaining());
      return;
    }
    if (!allocation.affords(now, payload.remaining())) {
      sink.dropped(Drop.OVER_BANDWIDTH, payload.remaining());
      return;
    }
    Allocation other = allocations.at(peer);
    if (other != null) {
      sink.straight(payload.remaining());
      deliver(now, other, relayed, payload, sink);
    } else if (held.holds(peer) && peers.neighbour(peer)) {
      sink.straight(payload.remaining());
      sink.across(relayed, peer, payload);
    } else {
      sink.toPeer(relayed.port(), peer, payload, whole);
    }
  }

  private void channelData(long now, TransportAddress client, ByteBuffer datagram, Sink sink) {
    int bytes = datagram.remaining();
    Allocation allocation = allocations.ofClient(client);
    if (allocation == null) {
      sink.dropped(Drop.NO_ALLOCATION, bytes);
      return;
    }
    allocations.heard(allocation, client);
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
      relay(now, allocation, channel.peer(), datagram, false, sink);
    }
  }

  private void message(
      long now, TransportAddress client, StunMessage message, boolean mayForward, Sink sink) {
    switch (message.type().messageClass()) {
      case REQUEST -> {
        switch (message.type().method()) {
          case BINDING, ALLOCATE, REFRESH, CREATE_PERMISSION, CHANNEL_BIND ->
              requests.answer(now, wall, client, message, mayForward, sink);
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
    allocations.heard(allocation, client);
    XorPeerAddress named = message.first(XorPeerAddress.class);
    boolean whole = message.first(DontFragment.class) != null;
    Data data = message.first(Data.class);
    if (named == null
        || data == null
        || message.malformed()
        || (whole && !keepsWhole)
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
      relay(now, allocation, peer, withRoom(data.bytes()), whole, sink);
    }
  }

  /// A copy with free bytes around it, for a frame: an indication's payload has none of its own.
  private ByteBuffer withRoom(ByteBuffer payload) {
    int length = payload.remaining();
    roomy.clear().put(HEADROOM, payload, payload.position(), length);
    return roomy.position(HEADROOM).limit(HEADROOM + length);
  }
}
