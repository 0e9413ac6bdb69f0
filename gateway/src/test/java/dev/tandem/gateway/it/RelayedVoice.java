package dev.tandem.gateway.it;

import dev.tandem.media.stun.Attribute;
import dev.tandem.media.stun.ChannelNumber;
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
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.Username;
import dev.tandem.media.stun.XorPeerAddress;
import dev.tandem.media.stun.XorRelayedAddress;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// One end of a call as the relay sees it: an allocation that sends a packet of voice's size each
/// 20 ms and counts what comes from the other end, which must follow without a gap.
final class RelayedVoice implements AutoCloseable {
  private static final int CHANNEL = 0x4000;
  private static final int VOICE_BYTES = 160;
  private static final long PACE_NANOS = 20_000_000;

  private final DatagramSocket socket;
  private final InetSocketAddress relay;
  private final String username;
  private final String password;
  private final StunWriter writer = new StunWriter(ByteBuffer.allocate(1_024), new Integrity());
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong heard = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private String realm = "";
  private String nonce = "";
  private volatile boolean speaking = true;

  /// @param credentials as `/relay-credentials` gives them; the first of the relays is used
  RelayedVoice(JsonObject credentials) throws IOException {
    URI url = URI.create(credentials.getJsonArray("urls").getString(0).replace("turn:", "turn://"));
    relay = new InetSocketAddress(InetAddress.ofLiteral(url.getHost()), url.getPort());
    username = credentials.getString("username");
    password = credentials.getString("credential");
    socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
    socket.setSoTimeout(10_000);
  }

  /// Where the other end reaches this one; fails with the code that the relay refuses it with.
  TransportAddress allocate() throws IOException {
    Attribute udp = new RequestedTransport(RequestedTransport.UDP);
    StunMessage challenge = ask(Method.ALLOCATE, false, udp);
    if (challenge.first(Nonce.class) instanceof Nonce(String given)) {
      nonce = given;
      realm = Objects.requireNonNull(challenge.first(Realm.class)).value();
    }
    return Objects.requireNonNull(
            done(ask(Method.ALLOCATE, true, udp)).first(XorRelayedAddress.class))
        .address();
  }

  /// Lets the other end in, and gives it a channel.
  void connect(TransportAddress other) throws IOException {
    var _ =
        done(ask(Method.CHANNEL_BIND, true, new ChannelNumber(CHANNEL), new XorPeerAddress(other)));
  }

  /// Speaks and listens from now on.
  void talk() {
    Thread _ = Thread.ofVirtual().start(this::speak);
    Thread _ = Thread.ofVirtual().start(this::listen);
  }

  private void speak() {
    ByteBuffer frame = ByteBuffer.allocate(4 + VOICE_BYTES);
    long next = System.nanoTime();
    try {
      while (speaking) {
        frame.clear().putShort((short) CHANNEL).putShort((short) VOICE_BYTES);
        frame.putLong(sent.incrementAndGet());
        socket.send(new DatagramPacket(frame.array(), frame.capacity(), relay));
        next += PACE_NANOS;
        java.util.concurrent.locks.LockSupport.parkNanos(next - System.nanoTime());
      }
    } catch (IOException e) {
      // The socket is closed: the end of the call.
    }
  }

  private void listen() {
    byte[] bytes = new byte[2_048];
    long last = 0;
    try {
      while (true) {
        DatagramPacket in = new DatagramPacket(bytes, bytes.length);
        socket.receive(in);
        ByteBuffer frame = ByteBuffer.wrap(bytes, 0, in.getLength());
        if (frame.getShort(0) == (short) CHANNEL) {
          long number = frame.getLong(4);
          // Those before the first that was heard were sent before this end had its channel.
          long _ = lost.addAndGet(last == 0 ? 0 : number - last - 1);
          last = number;
          long _ = heard.incrementAndGet();
        }
      }
    } catch (SocketException e) {
      // Closed.
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// Packets that arrived from the other end.
  long heard() {
    return heard.get();
  }

  /// Packets of the other end that are missing between those that arrived.
  long lost() {
    return lost.get();
  }

  private static StunMessage done(StunMessage answer) {
    ErrorCode error = answer.first(ErrorCode.class);
    if (error != null) {
      throw new AssertionError("the relay answered " + error.code());
    }
    return answer;
  }

  private StunMessage ask(Method method, boolean signed, Attribute... wishes) throws IOException {
    writer.begin(
        new MessageType(method, MessageClass.REQUEST),
        TransactionId.random(ThreadLocalRandom.current()));
    for (Attribute wish : wishes) {
      writer.add(wish);
    }
    if (signed) {
      writer.add(new Username(username)).add(new Realm(realm)).add(new Nonce(nonce));
      writer.integrity(IntegrityKey.longTerm(username, realm, password));
    }
    ByteBuffer out = writer.finish();
    byte[] bytes = new byte[out.remaining()];
    out.get(bytes);
    socket.send(new DatagramPacket(bytes, bytes.length, relay));
    DatagramPacket in = new DatagramPacket(new byte[2_048], 2_048);
    socket.receive(in);
    return switch (StunParser.parse(ByteBuffer.wrap(in.getData(), 0, in.getLength()))) {
      case Reading.Read(var message) -> message;
      case Reading.Refused(var flaw) -> throw new AssertionError("not STUN: " + flaw);
    };
  }

  @Override
  public void close() {
    speaking = false;
    socket.close();
  }
}
