package dev.tandem.media.turn;

import dev.tandem.media.stun.AlternateServer;
import dev.tandem.media.stun.Attribute;
import dev.tandem.media.stun.ErrorCode;
import dev.tandem.media.stun.Fingerprint;
import dev.tandem.media.stun.Integrity;
import dev.tandem.media.stun.IntegrityKey;
import dev.tandem.media.stun.MessageClass;
import dev.tandem.media.stun.MessageType;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.MobilityTicket;
import dev.tandem.media.stun.Nonce;
import dev.tandem.media.stun.PasswordAlgorithms;
import dev.tandem.media.stun.Realm;
import dev.tandem.media.stun.StunError;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.StunWriter;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.UnknownAttributes;
import dev.tandem.media.stun.XorMappedAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The path of every request: who asks, is it well formed, what is done, how it is answered (RFC
/// 8489 section 6.3, RFC 8656 section 5).
final class Requests {

  /// An answer to somebody unproved is at most this many times as long as the question.
  static final int MAX_AMPLIFICATION = 3;

  private static final int MAX_ANSWER_BYTES = 1024;

  private final TurnSettings settings;
  private final Allocations allocations;
  private final RelayedPorts ports;
  private final Tickets tickets;
  private final Guests guests;
  private final Nonces nonces;

  /// Answers to the unproved: a forger who writes a victim's address into his requests gets it no
  /// more than a trickle.
  private final SourceCounts refusals;

  private final Revocations revocations = new Revocations();
  private final Authentication authentication;
  private final AllocateRequests allocate;
  private final AllocationRequests ofAllocation;
  private final StunWriter writer;
  private boolean mayForward;

  Requests(
      TurnSettings settings,
      Common common,
      Allocations allocations,
      RelayedPorts ports,
      Guests guests,
      RandomGenerator random) {
    Integrity integrity = new Integrity();
    this.settings = settings;
    this.allocations = allocations;
    this.ports = ports;
    this.guests = guests;
    tickets = new Tickets(common.ticketKey());
    nonces = new Nonces(common.nonceKey(), settings.limits().times().nonce());
    RelayLimits.Strangers strangers = settings.limits().strangers();
    refusals = new SourceCounts(strangers.perSource(), strangers.perAddress(), random);
    authentication =
        new Authentication(
            settings, nonces, revocations, new Callers(settings, random), refusals, integrity);
    allocate = new AllocateRequests(settings, allocations, ports, common, tickets, random);
    ofAllocation = new AllocationRequests(settings, allocations, new Peers(settings), tickets);
    writer = new StunWriter(ByteBuffer.allocateDirect(MAX_ANSWER_BYTES), integrity);
  }

  /// Ends what a subject and those below it hold, and believes their credentials no longer.
  void revoke(String subject, Sink sink) {
    revocations.add(subject);
    allocations.endAllOf(subject, sink);
  }

  /// Makes no more allocations; clients are sent to the other relay, when one is named.
  void drain(@Nullable TransportAddress other) {
    allocate.drain(other);
  }

  /// Answers a request of any method but Send and Data, which are indications only.
  ///
  /// @param mayForward whether it came from the network, and not from another machine
  void answer(
      long now,
      Instant wall,
      TransportAddress client,
      StunMessage request,
      boolean mayForward,
      Sink sink) {
    if (request.type().method() == Method.BINDING) {
      bindingAnswer(client, request, sink);
      return;
    }
    Tickets.Ticket ticket = ticket(request);
    Allocation own = allocations.ofClient(client);
    Allocation existing = own == null && ticket != null ? named(ticket) : own;
    this.mayForward = mayForward;
    switch (authentication.check(now, wall, client, request, existing)) {
      case Authentication.Result.Ignored() -> sink.dropped(Drop.TOO_MANY_REQUESTS, request.size());
      case Authentication.Result.Denied(var error) -> challenge(now, client, request, error, sink);
      case Authentication.Result.Known(var caller) ->
          authenticated(now, client, request, caller, existing, ticket, sink);
    }
  }

  /// The ticket that a Refresh shows; null when it shows none that the relay made.
  private Tickets.@Nullable Ticket ticket(StunMessage request) {
    if (request.type().method() != Method.REFRESH) {
      return null;
    }
    MobilityTicket given = request.first(MobilityTicket.class);
    return given == null ? null : tickets.open(given);
  }

  /// The allocation that a ticket was made for; null when it has ended or is not this machine's.
  private @Nullable Allocation named(Tickets.Ticket ticket) {
    Allocation found = ports.holder(ticket.family(), ticket.port());
    return found != null && ticket.names(found) ? found : null;
  }

  private void bindingAnswer(TransportAddress client, StunMessage request, Sink sink) {
    List<Integer> unknown = request.unknownRequired();
    if (!unknown.isEmpty()) {
      begin(request, MessageClass.ERROR);
      writer.add(ErrorCode.of(StunError.UNKNOWN_ATTRIBUTE)).add(new UnknownAttributes(unknown));
    } else if (request.malformed()) {
      begin(request, MessageClass.ERROR);
      writer.add(ErrorCode.of(StunError.BAD_REQUEST));
    } else {
      begin(request, MessageClass.SUCCESS);
      writer.add(new XorMappedAddress(client));
    }
    sendToStranger(client, request, sink);
  }

  private void authenticated(
      long now,
      TransportAddress client,
      StunMessage request,
      Caller caller,
      @Nullable Allocation existing,
      Tickets.@Nullable Ticket ticket,
      Sink sink) {
    if (existing != null && !existing.owner().username().equals(caller.username())) {
      fail(client, request, StunError.WRONG_CREDENTIALS, caller.keyFor(request), sink);
      return;
    }
    List<Integer> unknown = request.unknownRequired();
    if (!unknown.isEmpty()) {
      unknown(client, request, unknown, caller.keyFor(request), sink);
      return;
    }
    if (request.malformed()) {
      fail(client, request, StunError.BAD_REQUEST, caller.keyFor(request), sink);
      return;
    }
    if (request.type().method() == Method.ALLOCATE && existing != null) {
      if (existing.madeBy(request.id())) {
        sink.toClient(client, existing.firstAnswer());
      } else {
        fail(client, request, StunError.ALLOCATION_MISMATCH, caller.keyFor(request), sink);
      }
      return;
    }
    if (existing != null && ticket == null) {
      allocations.heard(existing, client);
    }
    switch (outcome(now, client, request, caller, existing, ticket, sink)) {
      case Outcome.Forwarded(var port) -> {
        guests.welcome(
            client, port, now + TimeUnit.SECONDS.toNanos(settings.limits().times().maxLifetime()));
        sink.forward(port, client, request.raw());
      }
      case Outcome.Unknown(var types) ->
          unknown(client, request, types, caller.keyFor(request), sink);
      case Outcome.Failed(var error) -> fail(client, request, error, caller.keyFor(request), sink);
      case Outcome.Elsewhere(var server) -> {
        begin(request, MessageClass.ERROR);
        writer.add(ErrorCode.of(StunError.TRY_ALTERNATE)).add(new AlternateServer(server));
        sink.toClient(client, sealed(request, caller.keyFor(request)));
      }
      case Outcome.Done(var attributes) ->
          succeed(client, request, attributes, caller.keyFor(request), sink);
    }
  }

  private Outcome outcome(
      long now,
      TransportAddress client,
      StunMessage request,
      Caller caller,
      @Nullable Allocation existing,
      Tickets.@Nullable Ticket ticket,
      Sink sink) {
    Method method = request.type().method();
    if (method == Method.ALLOCATE) {
      return allocate.answer(now, client, request, caller, mayForward, sink);
    }
    if (existing == null) {
      return ticket != null && mayForward && settings.ports().elsewhere(ticket.port())
          ? new Outcome.Forwarded(ticket.port())
          : new Outcome.Failed(StunError.ALLOCATION_MISMATCH);
    }
    return switch (method) {
      case REFRESH -> ofAllocation.refresh(now, existing, client, request, sink);
      case CREATE_PERMISSION -> ofAllocation.permit(now, existing, request);
      case CHANNEL_BIND -> ofAllocation.bind(now, existing, request);
      case ALLOCATE, BINDING, SEND, DATA -> throw new AssertionError("Handled before: " + method);
    };
  }

  private void unknown(
      TransportAddress client,
      StunMessage request,
      List<Integer> types,
      IntegrityKey key,
      Sink sink) {
    begin(request, MessageClass.ERROR);
    writer.add(ErrorCode.of(StunError.UNKNOWN_ATTRIBUTE)).add(new UnknownAttributes(types));
    sink.toClient(client, sealed(request, key));
  }

  private void succeed(
      TransportAddress client,
      StunMessage request,
      List<Attribute> attributes,
      IntegrityKey key,
      Sink sink) {
    begin(request, MessageClass.SUCCESS);
    attributes.forEach(writer::add);
    ByteBuffer answer = sealed(request, key);
    Allocation made = allocations.ofClient(client);
    if (request.type().method() == Method.ALLOCATE && made != null) {
      made.answeredWith(answer);
    }
    sink.toClient(client, answer);
  }

  private void fail(
      TransportAddress client, StunMessage request, StunError error, IntegrityKey key, Sink sink) {
    begin(request, MessageClass.ERROR);
    writer.add(ErrorCode.of(error));
    sink.toClient(client, sealed(request, key));
  }

  /// Answers somebody who has not proved who they are. The words of the error go first when the
  /// answer grows too long, then the offer of algorithms.
  private void challenge(
      long now, TransportAddress client, StunMessage request, StunError error, Sink sink) {
    if (!refusals.allowed(now, client)) {
      sink.dropped(Drop.TOO_MANY_REFUSALS, request.size());
      return;
    }
    boolean invited = error == StunError.UNAUTHENTICATED || error == StunError.STALE_NONCE;
    int most = MAX_AMPLIFICATION * request.size();
    compose(now, client, request, ErrorCode.of(error), invited, true);
    if (writer.size() > most) {
      compose(now, client, request, ErrorCode.bare(error), invited, true);
    }
    if (writer.size() > most) {
      compose(now, client, request, ErrorCode.bare(error), invited, false);
    }
    sendToStranger(client, request, sink);
  }

  private void compose(
      long now,
      TransportAddress client,
      StunMessage request,
      ErrorCode code,
      boolean invited,
      boolean algorithms) {
    begin(request, MessageClass.ERROR);
    writer.add(code);
    if (invited) {
      writer.add(new Realm(settings.realm()));
      writer.add(new Nonce(nonces.issue(now, client, algorithms)));
      if (algorithms) {
        writer.add(PasswordAlgorithms.OFFERED);
      }
    }
  }

  private void sendToStranger(TransportAddress client, StunMessage request, Sink sink) {
    if (request.first(Fingerprint.class) != null) {
      writer.fingerprint();
    }
    ByteBuffer answer = writer.finish();
    if (answer.remaining() > MAX_AMPLIFICATION * request.size()) {
      sink.dropped(Drop.WOULD_AMPLIFY, request.size());
      return;
    }
    sink.toClient(client, answer);
  }

  private ByteBuffer sealed(StunMessage request, IntegrityKey key) {
    if (request.sha256At() >= 0) {
      writer.integritySha256(key);
    } else {
      writer.integrity(key);
    }
    if (request.first(Fingerprint.class) != null) {
      writer.fingerprint();
    }
    return writer.finish();
  }

  private void begin(StunMessage request, MessageClass kind) {
    writer.begin(new MessageType(request.type().method(), kind), request.id());
  }
}
