package dev.tandem.gateway;

import dev.tandem.media.stun.ErrorCode;
import dev.tandem.media.stun.Integrity;
import dev.tandem.media.stun.IntegrityKey;
import dev.tandem.media.stun.MessageClass;
import dev.tandem.media.stun.MessageType;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.Nonce;
import dev.tandem.media.stun.Reading;
import dev.tandem.media.stun.Realm;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.StunParser;
import dev.tandem.media.stun.StunWriter;
import dev.tandem.media.stun.TransactionId;
import dev.tandem.media.stun.Username;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A TURN client over UDP that uses what `/relay-credentials` answered. What is not answered it
/// asks again (RFC 8489, section 6.2.1).
final class RelayClient implements AutoCloseable {
  private static final String REALM = "tandem";
  private static final Pattern URL = Pattern.compile("turn:([0-9.]+):([0-9]+)\\?transport=udp");

  private static final int FIRST_WAIT_MILLIS = 500;
  private static final int ATTEMPTS = 5;
  private static final long BETWEEN_REFRESHES_NANOS = 100_000_000;

  private final DatagramSocket socket;
  private final InetSocketAddress relay;
  private final String username;
  private final IntegrityKey key;
  private final StunWriter writer = new StunWriter(ByteBuffer.allocate(1_024), new Integrity());
  private String nonce = "";

  RelayClient(JsonObject credentials) throws IOException {
    this(credentials, credentials.getJsonArray("urls").getString(0));
  }

  /// At a relay that the credentials do not name first.
  RelayClient(JsonObject credentials, String at) throws IOException {
    Matcher url = URL.matcher(at);
    if (!url.matches()) {
      throw new IOException("not a relay over UDP: " + url);
    }
    relay =
        new InetSocketAddress(InetAddress.ofLiteral(url.group(1)), Integer.parseInt(url.group(2)));
    username = credentials.getString("username");
    key = IntegrityKey.longTerm(username, REALM, credentials.getString("credential"));
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  /// Asks for an allocation; 0 when there is one now, else the error code (RFC 8489 section 14.8).
  int allocate() throws IOException {
    StunMessage challenge = ask(Method.ALLOCATE, false);
    Nonce given = challenge.first(Nonce.class);
    nonce = given == null ? "" : given.value();
    return code(ask(Method.ALLOCATE, true));
  }

  /// Refreshes the allocation; 0 when it lives on, else the error code.
  int refresh() throws IOException {
    return code(ask(Method.REFRESH, true));
  }

  /// Refreshes, at a pace that is no flood, for as long as the allocation lives, but not for longer
  /// than that.
  int refreshUntilRefused(Duration longest) throws IOException {
    Instant end = Instant.now().plus(longest);
    int code = refresh();
    while (code == 0 && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(BETWEEN_REFRESHES_NANOS);
      code = refresh();
    }
    return code;
  }

  private static int code(StunMessage answer) {
    ErrorCode error = answer.first(ErrorCode.class);
    return error == null ? 0 : error.code();
  }

  private StunMessage ask(Method method, boolean signed) throws IOException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    TransactionId transaction = TransactionId.random(random);
    writer.begin(new MessageType(method, MessageClass.REQUEST), transaction);
    if (method == Method.ALLOCATE) {
      writer.add(new RequestedTransport(RequestedTransport.UDP));
    }
    if (signed) {
      writer.add(new Username(username)).add(new Realm(REALM)).add(new Nonce(nonce));
      writer.integrity(key);
    }
    ByteBuffer out = writer.finish();
    byte[] bytes = new byte[out.remaining()];
    out.get(bytes);
    int wait = FIRST_WAIT_MILLIS;
    for (int attempt = 1; ; attempt++, wait *= 2) {
      socket.send(new DatagramPacket(bytes, bytes.length, relay));
      try {
        return answer(transaction, wait);
      } catch (SocketTimeoutException silence) {
        if (attempt == ATTEMPTS) {
          throw silence;
        }
      }
    }
  }

  /// The answer to that request; those to others came late, or twice.
  private StunMessage answer(TransactionId transaction, int millis) throws IOException {
    socket.setSoTimeout(millis);
    StunMessage answer;
    do {
      answer = received();
    } while (!answer.id().equals(transaction));
    return answer;
  }

  private StunMessage received() throws IOException {
    DatagramPacket in = new DatagramPacket(new byte[2_048], 2_048);
    socket.receive(in);
    return switch (StunParser.parse(ByteBuffer.wrap(in.getData(), 0, in.getLength()))) {
      case Reading.Read(var message) -> message;
      case Reading.Refused(var flaw) -> throw new AssertionError("not STUN: " + flaw);
    };
  }

  @Override
  public void close() {
    socket.close();
  }
}
