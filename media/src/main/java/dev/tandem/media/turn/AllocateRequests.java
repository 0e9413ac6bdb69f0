package dev.tandem.media.turn;

import dev.tandem.media.stun.AdditionalAddressFamily;
import dev.tandem.media.stun.AddressErrorCode;
import dev.tandem.media.stun.Attribute;
import dev.tandem.media.stun.DontFragment;
import dev.tandem.media.stun.EvenPort;
import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.Lifetime;
import dev.tandem.media.stun.MobilityTicket;
import dev.tandem.media.stun.RequestedAddressFamily;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.ReservationToken;
import dev.tandem.media.stun.StunError;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.XorMappedAddress;
import dev.tandem.media.stun.XorRelayedAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes allocations (RFC 8656 section 7.2).
final class AllocateRequests {

  private final TurnSettings settings;
  private final Allocations allocations;
  private final RelayedPorts ports;
  private final Quotas quotas;
  private final Tickets tickets;
  private final RandomGenerator random;
  private @Nullable TransportAddress alternate;
  private boolean draining;

  AllocateRequests(
      TurnSettings settings,
      Allocations allocations,
      RelayedPorts ports,
      Common common,
      Tickets tickets,
      RandomGenerator random) {
    this.settings = settings;
    this.allocations = allocations;
    this.ports = ports;
    this.quotas = common.quotas();
    this.tickets = tickets;
    this.random = random;
  }

  /// What becomes an allocation: the addresses it was given, and what else its answer tells.
  private record Made(List<TransportAddress> relayed, List<Attribute> told) {}

  /// Makes no more allocations; clients are sent to the other relay, when one is named.
  void drain(@Nullable TransportAddress other) {
    draining = true;
    alternate = other;
  }

  /// Answers an Allocate of a client that has no allocation yet.
  ///
  /// @param mayForward whether another machine may answer instead, which has the reserved port
  Outcome answer(
      long now,
      TransportAddress client,
      StunMessage request,
      Caller caller,
      boolean mayForward,
      Sink sink) {
    if (draining) {
      return alternate == null
          ? new Outcome.Failed(StunError.INSUFFICIENT_CAPACITY)
          : new Outcome.Elsewhere(alternate);
    }
    StunError flaw = flaw(request);
    if (flaw != null) {
      return new Outcome.Failed(flaw);
    }
    if (request.first(DontFragment.class) != null && !settings.keepsWhole()) {
      return new Outcome.Unknown(List.of(DontFragment.TYPE));
    }
    ReservationToken token = request.first(ReservationToken.class);
    if (token != null && mayForward && settings.ports().elsewhere(portOf(token))) {
      return new Outcome.Forwarded(portOf(token));
    }
    if (token != null) {
      Reservation reservation = allocations.redeem(token.token(), caller);
      return reservation == null
          ? new Outcome.Failed(StunError.INSUFFICIENT_CAPACITY)
          : allocate(
              now, client, request, caller, new Made(List.of(reservation.relayed()), List.of()));
    }
    return onNewPorts(now, client, request, caller, sink);
  }

  /// What is wrong with the wishes themselves; null when nothing is.
  private @Nullable StunError flaw(StunMessage request) {
    RequestedTransport transport = request.first(RequestedTransport.class);
    RequestedAddressFamily family = request.first(RequestedAddressFamily.class);
    AdditionalAddressFamily additional = request.first(AdditionalAddressFamily.class);
    EvenPort evenPort = request.first(EvenPort.class);
    MobilityTicket ticket = request.first(MobilityTicket.class);
    if (transport == null || (ticket != null && !ticket.isEmpty())) {
      return StunError.BAD_REQUEST;
    }
    if (transport.protocol() != RequestedTransport.UDP) {
      return StunError.UNSUPPORTED_TRANSPORT;
    }
    if (request.first(ReservationToken.class) != null
        && (evenPort != null || family != null || additional != null)) {
      return StunError.BAD_REQUEST;
    }
    if (additional != null
        && (family != null
            || additional.code() != Family.IPV6.code()
            || (evenPort != null && evenPort.reserveNext()))) {
      return StunError.BAD_REQUEST;
    }
    if (family != null) {
      Family known = Family.ofCode(family.code());
      return known == null || ports.of(known) == null
          ? StunError.ADDRESS_FAMILY_NOT_SUPPORTED
          : null;
    }
    return null;
  }

  private Outcome onNewPorts(
      long now, TransportAddress client, StunMessage request, Caller caller, Sink sink) {
    EvenPort evenPort = request.first(EvenPort.class);
    boolean pair = evenPort != null && evenPort.reserveNext();
    int wanted = pair ? 2 : 1;
    StunError full =
        switch (quotas.hold(caller.subject(), wanted, now)) {
          case HELD -> null;
          case SHARE_FULL -> StunError.ALLOCATION_QUOTA_REACHED;
          case RELAY_FULL -> StunError.INSUFFICIENT_CAPACITY;
        };
    if (full != null) {
      return new Outcome.Failed(full);
    }
    Made made = take(request, evenPort, sink);
    if (made.relayed().isEmpty()) {
      quotas.release(caller.subject(), wanted);
      return new Outcome.Failed(StunError.INSUFFICIENT_CAPACITY);
    }
    if (pair) {
      made.told().add(reserve(now, made.relayed().getFirst(), caller));
    }
    return allocate(now, client, request, caller, made);
  }

  /// Opens a port in each family that is wanted; one that cannot be had beside another is told in
  /// the answer.
  private Made take(StunMessage request, @Nullable EvenPort evenPort, Sink sink) {
    Made made = new Made(new ArrayList<>(2), new ArrayList<>(1));
    for (Family family : wanted(request)) {
      Ports ofFamily = ports.of(family);
      if (ofFamily == null) {
        made.told().add(AddressErrorCode.of(family, StunError.ADDRESS_FAMILY_NOT_SUPPORTED));
        continue;
      }
      int port =
          evenPort == null ? ofFamily.take(sink) : ofFamily.takeEven(evenPort.reserveNext(), sink);
      if (port == Ports.NONE) {
        made.told().add(AddressErrorCode.of(family, StunError.INSUFFICIENT_CAPACITY));
      } else {
        made.relayed().add(ofFamily.at(port));
      }
    }
    return made;
  }

  private List<Family> wanted(StunMessage request) {
    if (request.first(AdditionalAddressFamily.class) != null) {
      return List.of(Family.IPV4, Family.IPV6);
    }
    RequestedAddressFamily asked = request.first(RequestedAddressFamily.class);
    Family family = asked == null ? null : Family.ofCode(asked.code());
    return List.of(family == null ? settings.usualFamily() : family);
  }

  /// Keeps the port after the one that was taken, which was opened with it. The token is random but
  /// for its last 16 bits, which are the port: who redeems it may come to another machine.
  private ReservationToken reserve(long now, TransportAddress taken, Caller caller) {
    long until = now + TimeUnit.SECONDS.toNanos(settings.limits().times().reservation());
    TransportAddress next = new TransportAddress(taken.ip(), taken.port() + 1);
    Reservation reservation =
        new Reservation(random.nextLong() << Short.SIZE | next.port(), next, caller, until);
    allocations.reserve(reservation);
    return new ReservationToken(reservation.token());
  }

  private static int portOf(ReservationToken token) {
    return (int) token.token() & 0xffff;
  }

  private Outcome allocate(
      long now, TransportAddress client, StunMessage request, Caller caller, Made made) {
    long seconds = lifetime(settings.limits(), request.first(Lifetime.class));
    Mobility mobility = request.first(MobilityTicket.class) == null ? null : new Mobility();
    Allocation allocation =
        new Allocation(
            allocations.made(),
            client,
            made.relayed(),
            caller,
            request.id(),
            settings.limits(),
            new Allowance(quotas.of(caller.subject())),
            mobility,
            now + TimeUnit.SECONDS.toNanos(seconds));
    allocations.add(allocation);
    List<Attribute> answer = new ArrayList<>(6);
    made.relayed().forEach(relayed -> answer.add(new XorRelayedAddress(relayed)));
    answer.addAll(made.told());
    answer.add(new Lifetime(seconds));
    answer.add(new XorMappedAddress(client));
    if (mobility != null) {
      answer.add(tickets.issue(allocation, mobility));
    }
    return new Outcome.Done(answer);
  }

  /// The lifetime granted: what is asked for, but no less than the default and no more than the
  /// maximum.
  static long lifetime(RelayLimits limits, @Nullable Lifetime asked) {
    long seconds = asked == null ? 0 : asked.seconds();
    return Math.clamp(seconds, limits.times().defaultLifetime(), limits.times().maxLifetime());
  }
}
