package dev.tandem.gateway.relay;

import dev.tandem.media.stun.Attribute;
import dev.tandem.media.stun.ErrorCode;
import dev.tandem.media.stun.Integrity;
import dev.tandem.media.stun.IntegrityKey;
import dev.tandem.media.stun.Lifetime;
import dev.tandem.media.stun.MessageClass;
import dev.tandem.media.stun.MessageType;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.Nonce;
import dev.tandem.media.stun.Reading;
import dev.tandem.media.stun.Realm;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.StunError;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.StunParser;
import dev.tandem.media.stun.StunWriter;
import dev.tandem.media.stun.TransactionId;
import dev.tandem.media.stun.Username;
import dev.tandem.media.stun.XorMappedAddress;
import dev.tandem.media.stun.XorRelayedAddress;
import dev.tandem.media.turn.RelayCredentials;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;

/// Asks a relay what a browser would ask it: Binding, Allocate with credentials, and Refresh to
/// give the allocation back (RFC 8489, RFC 8656). A relay that does not move on, does not know the
/// secret, or has no port left fails it, which an open port would not show. Answers have to be
/// signed with the credentials, so nobody else can speak for the relay.
///
/// Blocks; one thread uses an instance.
final class RelayProbe {
  /// How a relay answered.
  enum Answer {
    /// It allocates.
    WORKS("It allocates."),
    /// It sends new calls elsewhere: somebody wants to stop it.
    DRAINS("It is about to stop and takes no new calls."),
    /// It has no room.
    FULL("It has no room for another allocation."),
    /// It does not believe our credentials.
    STRANGER("It does not know the secret of this gateway; give both the same one."),
    /// It does not answer, or not as a relay does.
    SILENT("It does not answer over UDP; check that it runs and can be reached.");

    private final String detail;

    Answer(String detail) {
      this.detail = detail;
    }

    /// What an operator reads.
    String detail() {
      return detail;
    }
  }

  /// @param roundTrip of the Binding request; zero when there was no answer
  record Finding(Answer answer, Duration roundTrip) {}

  private static final int[] WAIT_MILLIS = {300, 500, 700};
  private static final int MAX_BYTES = 2_048;

  private final SecureRandom random = new SecureRandom();
  private final Integrity integrity = new Integrity();
  private final StunWriter writer = new StunWriter(ByteBuffer.allocate(1_024), integrity);

  /// Asks the relay at `relay`.
  Finding ask(InetSocketAddress relay, RelayCredentials.Issued credentials) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(relay);
      long asked = System.nanoTime();
      StunMessage bound = exchange(socket, writer(Method.BINDING).finish());
      Duration roundTrip = Duration.ofNanos(System.nanoTime() - asked);
      if (bound.first(XorMappedAddress.class) == null) {
        return new Finding(Answer.SILENT, Duration.ZERO);
      }
      return new Finding(allocate(socket, credentials), roundTrip);
    } catch (IOException e) {
      return new Finding(Answer.SILENT, Duration.ZERO);
    }
  }

  private Answer allocate(DatagramSocket socket, RelayCredentials.Issued credentials)
      throws IOException {
    Attribute udp = new RequestedTransport(RequestedTransport.UDP);
    StunMessage challenge = exchange(socket, writer(Method.ALLOCATE).add(udp).finish());
    Realm realm = challenge.first(Realm.class);
    Nonce nonce = challenge.first(Nonce.class);
    if (code(challenge) != StunError.UNAUTHENTICATED.code() || realm == null || nonce == null) {
      return Answer.SILENT;
    }
    IntegrityKey key =
        IntegrityKey.longTerm(credentials.username(), realm.value(), credentials.credential());
    Attribute[] proof = {new Username(credentials.username()), realm, nonce};
    StunMessage made = signed(socket, Method.ALLOCATE, udp, proof, key);
    if (code(made) != 0) {
      return refused(code(made));
    }
    if (!integrity.holds(made, key) || made.first(XorRelayedAddress.class) == null) {
      return Answer.STRANGER;
    }
    StunMessage given = signed(socket, Method.REFRESH, new Lifetime(0), proof, key);
    return code(given) == 0 && integrity.holds(given, key) ? Answer.WORKS : Answer.SILENT;
  }

  private static Answer refused(int code) {
    if (code == StunError.TRY_ALTERNATE.code()) {
      return Answer.DRAINS;
    }
    return code == StunError.UNAUTHENTICATED.code() || code == StunError.WRONG_CREDENTIALS.code()
        ? Answer.STRANGER
        : Answer.FULL;
  }

  private StunMessage signed(
      DatagramSocket socket, Method method, Attribute wish, Attribute[] proof, IntegrityKey key)
      throws IOException {
    StunWriter request = writer(method).add(wish);
    for (Attribute attribute : proof) {
      request.add(attribute);
    }
    return exchange(socket, request.integrity(key).finish());
  }

  private StunWriter writer(Method method) {
    return writer.begin(
        new MessageType(method, MessageClass.REQUEST), TransactionId.random(random));
  }

  private static int code(StunMessage answer) {
    ErrorCode error = answer.first(ErrorCode.class);
    return error == null ? 0 : error.code();
  }

  /// Sends the request, again when nothing comes, and answers what belongs to it.
  private static StunMessage exchange(DatagramSocket socket, ByteBuffer request)
      throws IOException {
    byte[] bytes = new byte[request.remaining()];
    request.get(bytes);
    SocketTimeoutException last = new SocketTimeoutException("no answer");
    for (int wait : WAIT_MILLIS) {
      socket.send(new DatagramPacket(bytes, bytes.length));
      long until = System.nanoTime() + wait * 1_000_000L;
      try {
        return answer(socket, bytes, until);
      } catch (SocketTimeoutException e) {
        last = e;
      }
    }
    throw last;
  }

  private static StunMessage answer(DatagramSocket socket, byte[] request, long until)
      throws IOException {
    while (true) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("no answer");
      }
      socket.setSoTimeout((int) left);
      DatagramPacket in = new DatagramPacket(new byte[MAX_BYTES], MAX_BYTES);
      socket.receive(in);
      if (StunParser.parse(ByteBuffer.wrap(in.getData(), 0, in.getLength()))
              instanceof Reading.Read(var message)
          && sameTransaction(in.getData(), request)) {
        return message;
      }
    }
  }

  /// The transaction id is bytes 8 to 19 of every message.
  private static boolean sameTransaction(byte[] answer, byte[] request) {
    return java.util.Arrays.equals(answer, 8, 20, request, 8, 20);
  }
}
