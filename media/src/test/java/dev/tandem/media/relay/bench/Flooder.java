package dev.tandem.media.relay.bench;

import dev.tandem.media.relay.linux.Departure;
import dev.tandem.media.relay.linux.LinuxSocket;
import dev.tandem.media.relay.linux.ReceiveBatch;
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
import dev.tandem.media.turn.RelayCredentials;
import dev.tandem.media.turn.SharedSecret;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// One address of a flood: all of them are one user's.
final class Flooder implements AutoCloseable {

  private final int fd;
  private final TransportAddress relay;
  private final Departure departure;
  private final String username;
  private final IntegrityKey key;
  private final Arena arena = Arena.ofShared();
  private final ReceiveBatch in = new ReceiveBatch(arena, 16, 0, 2_048, 0, 1);
  private final StunWriter writer = BenchClient.writer();
  private String nonce = "";
  private int lastId;

  /// @param wrong whether it signs with a password that is none
  Flooder(int fd, TransportAddress relay, Departure departure, boolean wrong) {
    this.fd = fd;
    this.relay = relay;
    this.departure = departure;
    RelayCredentials.Issued issued =
        RelayCredentials.issue(
            SharedSecret.of(Contender.SECRET.getBytes(StandardCharsets.US_ASCII)),
            "flooder",
            Instant.now().plusSeconds(3_600));
    username = issued.username();
    key = IntegrityKey.longTerm(username, Contender.REALM, wrong ? "guess" : issued.credential());
  }

  /// Sends one more Allocate, signed as soon as there is a nonce for it.
  void allocate(boolean signed) {
    hear();
    writer.begin(
        new MessageType(Method.ALLOCATE, MessageClass.REQUEST), new TransactionId(fd, ++lastId));
    writer.add(new RequestedTransport(RequestedTransport.UDP));
    if (signed && !nonce.isEmpty()) {
      writer.add(new Username(username)).add(new Realm(Contender.REALM)).add(new Nonce(nonce));
      writer.integrity(key);
    }
    send(writer.finish());
  }

  void send(ByteBuffer datagram) {
    Departure.Result _ = departure.sendCopy(fd, relay, datagram);
  }

  private void hear() {
    in.clear();
    int first = in.receive(fd, 16);
    for (int place = first; place < in.used() && nonce.isEmpty(); place++) {
      if (StunParser.parse(in.datagram(place)) instanceof Reading.Read(StunMessage answer)) {
        Nonce given = answer.first(Nonce.class);
        nonce = given == null ? "" : given.value();
      }
    }
  }

  @Override
  public void close() {
    LinuxSocket.close(fd);
    arena.close();
  }
}
