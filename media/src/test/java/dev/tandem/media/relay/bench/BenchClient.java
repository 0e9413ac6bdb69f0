package dev.tandem.media.relay.bench;

import dev.tandem.media.relay.linux.Departure;
import dev.tandem.media.relay.linux.LinuxSocket;
import dev.tandem.media.stun.Attribute;
import dev.tandem.media.stun.ChannelNumber;
import dev.tandem.media.stun.ErrorCode;
import dev.tandem.media.stun.Integrity;
import dev.tandem.media.stun.IntegrityKey;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.Lifetime;
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
import dev.tandem.media.turn.RelayCredentials;
import dev.tandem.media.turn.SharedSecret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One client of the load, at a loopback address of its own; its requests are answered one by one,
/// whenever the load hears something for it.
final class BenchClient implements AutoCloseable {

  static final int CHANNEL = 0x4000;

  private final int fd;
  private final TransportAddress relay;
  private final Departure departure;
  private final String username;
  private final IntegrityKey key;
  private final StunWriter writer;
  private String nonce = "";
  private int lastId;
  private @Nullable TransportAddress relayed;
  private boolean bound;
  private boolean ended;

  BenchClient(int number, TransportAddress relay, Departure departure, StunWriter writer)
      throws IOException {
    this.relay = relay;
    this.departure = departure;
    this.writer = writer;
    IpAddress own = IpAddress.v4(0x7f010001 + number);
    fd = LinuxSocket.bound(new TransportAddress(own, 0));
    RelayCredentials.Issued issued =
        RelayCredentials.issue(
            SharedSecret.of(Contender.SECRET.getBytes(StandardCharsets.US_ASCII)),
            "device-" + number,
            Instant.now().plusSeconds(3_600));
    username = issued.username();
    key = IntegrityKey.longTerm(username, Contender.REALM, issued.credential());
  }

  static StunWriter writer() {
    return new StunWriter(ByteBuffer.allocate(2_048), new Integrity());
  }

  int fd() {
    return fd;
  }

  @Nullable TransportAddress relayed() {
    return relayed;
  }

  boolean ended() {
    return ended;
  }

  boolean bound() {
    return bound;
  }

  /// Starts, or asks again for what is still missing.
  void allocate() {
    ask(Method.ALLOCATE, new RequestedTransport(RequestedTransport.UDP));
  }

  void giveBack() {
    ask(Method.REFRESH, new Lifetime(0));
  }

  void bind(TransportAddress peer) {
    ask(Method.CHANNEL_BIND, new ChannelNumber(CHANNEL), new XorPeerAddress(peer));
  }

  /// Takes an answer in; a challenge is taken up at once.
  void hear(ByteBuffer datagram) {
    if (!(StunParser.parse(datagram) instanceof Reading.Read(StunMessage answer))) {
      return;
    }
    Nonce given = answer.first(Nonce.class);
    ErrorCode error = answer.first(ErrorCode.class);
    XorRelayedAddress address = answer.first(XorRelayedAddress.class);
    if (error != null && given != null) {
      nonce = given.value();
      allocate();
    } else if (address != null) {
      relayed = address.address();
    } else if (error == null && answer.type().method() == Method.CHANNEL_BIND) {
      bound = true;
    } else if (answer.type().method() == Method.REFRESH) {
      ended = true;
    }
  }

  private void ask(Method method, Attribute... attributes) {
    writer.begin(new MessageType(method, MessageClass.REQUEST), new TransactionId(fd, ++lastId));
    for (Attribute attribute : attributes) {
      writer.add(attribute);
    }
    if (!nonce.isEmpty()) {
      writer.add(new Username(username)).add(new Realm(Contender.REALM)).add(new Nonce(nonce));
      writer.integrity(key);
    }
    Departure.Result _ = departure.sendCopy(fd, relay, writer.finish());
  }

  @Override
  public void close() {
    LinuxSocket.close(fd);
  }
}
