package dev.tandem.media.turn;

import dev.tandem.media.stun.ChannelNumber;
import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.Lifetime;
import dev.tandem.media.stun.MobilityTicket;
import dev.tandem.media.stun.RequestedAddressFamily;
import dev.tandem.media.stun.StunError;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorPeerAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What the owner of an allocation asks of it: Refresh, CreatePermission, ChannelBind (RFC 8656
/// sections 8, 10, 12).
final class AllocationRequests {

  private final RelayLimits limits;
  private final Allocations allocations;
  private final Peers peers;
  private final Tickets tickets;

  AllocationRequests(TurnSettings settings, Allocations allocations, Peers peers, Tickets tickets) {
    this.limits = settings.limits();
    this.allocations = allocations;
    this.peers = peers;
    this.tickets = tickets;
  }

  /// Extends the allocation, or ends it or one of its addresses when lifetime 0 is asked for; with
  /// a ticket it follows the client to the address that the request comes from (RFC 8016).
  Outcome refresh(
      long now, Allocation allocation, TransportAddress client, StunMessage request, Sink sink) {
    RequestedAddressFamily asked = request.first(RequestedAddressFamily.class);
    Family family = asked == null ? null : Family.ofCode(asked.code());
    TransportAddress relayed = family == null ? null : allocation.relayed(family);
    if (asked != null && relayed == null) {
      return new Outcome.Failed(StunError.PEER_ADDRESS_FAMILY_MISMATCH);
    }
    MobilityTicket given = request.first(MobilityTicket.class);
    Mobility mobility = allocation.mobility();
    Tickets.Ticket ticket = given == null ? null : tickets.open(given);
    if (given != null
        && (ticket == null
            || mobility == null
            || !ticket.names(allocation)
            || !mobility.accepts(ticket.move()))) {
      return new Outcome.Failed(StunError.BAD_REQUEST);
    }
    Lifetime lifetime = request.first(Lifetime.class);
    if (lifetime != null && lifetime.seconds() == 0) {
      if (relayed != null && allocation.relayed().size() > 1) {
        allocations.remove(allocation, relayed, sink);
      } else {
        allocations.remove(allocation, sink);
      }
      return Outcome.Done.with(lifetime);
    }
    long seconds = AllocateRequests.lifetime(limits, lifetime);
    allocations.extend(allocation, now + TimeUnit.SECONDS.toNanos(seconds));
    if (ticket == null || mobility == null) {
      return Outcome.Done.with(new Lifetime(seconds));
    }
    allocations.announce(allocation, mobility, ticket.move(), client);
    return Outcome.Done.with(new Lifetime(seconds), tickets.issue(allocation, mobility));
  }

  /// Lets packets pass to and from all the addresses named, or none of them.
  Outcome permit(long now, Allocation allocation, StunMessage request) {
    List<IpAddress> named = new ArrayList<>();
    for (XorPeerAddress peer : request.all(XorPeerAddress.class)) {
      named.add(peer.address().ip());
    }
    if (named.isEmpty()) {
      return new Outcome.Failed(StunError.BAD_REQUEST);
    }
    for (IpAddress peer : named) {
      if (allocation.relayed(peer.family()) == null) {
        return new Outcome.Failed(StunError.PEER_ADDRESS_FAMILY_MISMATCH);
      }
      if (!peers.permits(peer)) {
        return new Outcome.Failed(StunError.FORBIDDEN);
      }
    }
    return allocation.permissions().install(named, now, permissionEnd(now))
        ? Outcome.Done.with()
        : new Outcome.Failed(StunError.INSUFFICIENT_CAPACITY);
  }

  /// Gives a peer a number, which is also a permission for its address.
  Outcome bind(long now, Allocation allocation, StunMessage request) {
    ChannelNumber number = request.first(ChannelNumber.class);
    XorPeerAddress named = request.first(XorPeerAddress.class);
    if (number == null || named == null || !number.usable() || named.address().port() == 0) {
      return new Outcome.Failed(StunError.BAD_REQUEST);
    }
    TransportAddress peer = named.address();
    if (allocation.relayed(peer.ip().family()) == null) {
      return new Outcome.Failed(StunError.PEER_ADDRESS_FAMILY_MISMATCH);
    }
    if (!peers.permits(peer.ip()) || !peers.reachable(peer)) {
      return new Outcome.Failed(StunError.FORBIDDEN);
    }
    Channels channels = allocation.channels();
    StunError refusal =
        switch (channels.judge(number.number(), peer, now)) {
          case CONFLICT -> StunError.BAD_REQUEST;
          case FULL -> StunError.INSUFFICIENT_CAPACITY;
          case POSSIBLE ->
              allocation.permissions().install(List.of(peer.ip()), now, permissionEnd(now))
                  ? null
                  : StunError.INSUFFICIENT_CAPACITY;
        };
    if (refusal != null) {
      return new Outcome.Failed(refusal);
    }
    channels.bind(number.number(), peer, now + TimeUnit.SECONDS.toNanos(limits.times().channel()));
    return Outcome.Done.with();
  }

  private long permissionEnd(long now) {
    return now + TimeUnit.SECONDS.toNanos(limits.times().permission());
  }
}
