package dev.tandem.media.turn;

import dev.tandem.media.stun.Attribute;
import dev.tandem.media.stun.EvenPort;
import dev.tandem.media.stun.Lifetime;
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
  private final Ports ports;
  private final RandomGenerator random;
  private @Nullable TransportAddress alternate;
  private boolean draining;

  AllocateRequests(
      TurnSettings settings, Allocations allocations, Ports ports, RandomGenerator random) {
    this.settings = settings;
    this.allocations = allocations;
    this.ports = ports;
    this.random = random;
  }

  /// Makes no more allocations; clients are sent to the other relay, when one is named.
  void drain(@Nullable TransportAddress other) {
    draining = true;
    alternate = other;
  }

  /// Answers an Allocate of a client that has no allocation yet.
  Outcome answer(long now, TransportAddress client, StunMessage request, Caller caller, Sink sink) {
    if (draining) {
      return alternate == null
          ? new Outcome.Failed(StunError.INSUFFICIENT_CAPACITY)
          : new Outcome.Elsewhere(alternate);
    }
    RequestedTransport transport = request.first(RequestedTransport.class);
    EvenPort evenPort = request.first(EvenPort.class);
    RequestedAddressFamily family = request.first(RequestedAddressFamily.class);
    ReservationToken token = request.first(ReservationToken.class);
    if (transport == null) {
      return new Outcome.Failed(StunError.BAD_REQUEST);
    }
    if (transport.protocol() != RequestedTransport.UDP) {
      return new Outcome.Failed(StunError.UNSUPPORTED_TRANSPORT);
    }
    if (token != null && (evenPort != null || family != null)) {
      return new Outcome.Failed(StunError.BAD_REQUEST);
    }
    if (family != null && family.code() != settings.relayAddress().family().code()) {
      return new Outcome.Failed(StunError.ADDRESS_FAMILY_NOT_SUPPORTED);
    }
    if (token != null) {
      Reservation reservation = allocations.redeem(token.token(), caller);
      return reservation == null
          ? new Outcome.Failed(StunError.INSUFFICIENT_CAPACITY)
          : allocate(now, client, request, caller, reservation.port(), null);
    }
    return onNewPort(now, client, request, caller, evenPort, sink);
  }

  private Outcome onNewPort(
      long now,
      TransportAddress client,
      StunMessage request,
      Caller caller,
      @Nullable EvenPort evenPort,
      Sink sink) {
    boolean pair = evenPort != null && evenPort.reserveNext();
    int wanted = pair ? 2 : 1;
    RelayLimits limits = settings.limits();
    if (!allocations.roomFor(caller.subject(), wanted, now)) {
      return new Outcome.Failed(StunError.ALLOCATION_QUOTA_REACHED);
    }
    if (allocations.held() + wanted > limits.allocations()) {
      return new Outcome.Failed(StunError.INSUFFICIENT_CAPACITY);
    }
    int port = evenPort == null ? ports.take(sink) : ports.takeEven(pair, sink);
    if (port == Ports.NONE) {
      return new Outcome.Failed(StunError.INSUFFICIENT_CAPACITY);
    }
    Reservation reservation = null;
    if (pair) {
      long until = now + TimeUnit.SECONDS.toNanos(limits.times().reservation());
      reservation = new Reservation(random.nextLong(), port + 1, caller, until);
      allocations.reserve(now, reservation);
    }
    return allocate(now, client, request, caller, port, reservation);
  }

  private Outcome allocate(
      long now,
      TransportAddress client,
      StunMessage request,
      Caller caller,
      int port,
      @Nullable Reservation reservation) {
    long seconds = lifetime(settings.limits(), request.first(Lifetime.class));
    long until = now + TimeUnit.SECONDS.toNanos(seconds);
    TransportAddress relayed = new TransportAddress(settings.relayAddress(), port);
    allocations.add(
        now, new Allocation(client, relayed, caller, request.id(), settings.limits(), until));
    List<Attribute> answer = new ArrayList<>(4);
    answer.add(new XorRelayedAddress(relayed));
    answer.add(new Lifetime(seconds));
    if (reservation != null) {
      answer.add(new ReservationToken(reservation.token()));
    }
    answer.add(new XorMappedAddress(client));
    return new Outcome.Done(answer);
  }

  /// The lifetime granted: what is asked for, but no less than the default and no more than the
  /// maximum.
  static long lifetime(RelayLimits limits, @Nullable Lifetime asked) {
    long seconds = asked == null ? 0 : asked.seconds();
    return Math.clamp(seconds, limits.times().defaultLifetime(), limits.times().maxLifetime());
  }
}
