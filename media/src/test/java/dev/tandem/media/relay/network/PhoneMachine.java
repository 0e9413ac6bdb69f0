package dev.tandem.media.relay.network;

import dev.tandem.media.stun.Attribute;
import dev.tandem.media.stun.ChannelNumber;
import dev.tandem.media.stun.ErrorCode;
import dev.tandem.media.stun.Integrity;
import dev.tandem.media.stun.IntegrityKey;
import dev.tandem.media.stun.MessageClass;
import dev.tandem.media.stun.MessageType;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.MobilityTicket;
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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A phone that does what its input says, a line each: `allocate`, `bind ip port`, `move ip`, `talk
/// packets`. It asks again until it is answered, as a client does whose network loses packets.
public final class PhoneMachine {

  private static final int CHANNEL = 0x4000;
  private static final int PAYLOAD = 160;
  private static final int PATIENCE_MILLIS = 200;
  private static final int TRIES = 40;
  private static final long PACE_NANOS = 20_000_000;

  private final InetSocketAddress relay;
  private final String username;
  private final IntegrityKey key;
  private final StunWriter writer = new StunWriter(ByteBuffer.allocate(2_048), new Integrity());
  private DatagramSocket socket;
  private String nonce = "";
  private MobilityTicket ticket = new MobilityTicket();
  private long lastId;

  private PhoneMachine(String relay, String own, String subject) throws IOException {
    this.relay = new InetSocketAddress(InetAddress.ofLiteral(relay), RelayMachine.PORT);
    RelayCredentials.Issued issued =
        RelayCredentials.issue(RelayMachine.SECRET, subject, Instant.now().plusSeconds(600));
    username = issued.username();
    key = IntegrityKey.longTerm(username, RelayMachine.REALM, issued.credential());
    socket = new DatagramSocket(0, InetAddress.ofLiteral(own));
  }

  public static void main(String[] arguments) throws Exception {
    PhoneMachine phone = new PhoneMachine(arguments[0], arguments[1], arguments[2]);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = orders.readLine();
    while (line != null) {
      String[] words = line.split(" ", -1);
      System.out.println(
          switch (words[0]) {
            case "allocate" -> phone.allocate();
            case "bind" -> phone.bind(words[1], Integer.parseInt(words[2]));
            case "move" -> phone.move(words[1]);
            default -> phone.talk(Integer.parseInt(words[1]));
          });
      line = orders.readLine();
    }
  }

  private String allocate() throws IOException {
    StunMessage answer =
        ask(Method.ALLOCATE, new RequestedTransport(RequestedTransport.UDP), new MobilityTicket());
    ticket = Objects.requireNonNull(answer.first(MobilityTicket.class));
    TransportAddress relayed =
        Objects.requireNonNull(answer.first(XorRelayedAddress.class)).address();
    return relayed.ip() + " " + relayed.port();
  }

  private String bind(String ip, int port) throws IOException {
    TransportAddress peer =
        TransportAddress.of(new InetSocketAddress(InetAddress.ofLiteral(ip), port));
    StunMessage _ = ask(Method.CHANNEL_BIND, new ChannelNumber(CHANNEL), new XorPeerAddress(peer));
    return "bound";
  }

  private String move(String own) throws IOException {
    socket.close();
    socket = new DatagramSocket(0, InetAddress.ofLiteral(own));
    StunMessage answer = ask(Method.REFRESH, ticket);
    ticket = Objects.requireNonNull(answer.first(MobilityTicket.class));
    return "moved";
  }

  /// Speaks so many packets, one each 20 ms, and answers how many it heard meanwhile.
  private String talk(int packets) throws IOException {
    int heard = 0;
    long start = System.nanoTime();
    byte[] frame = new byte[4 + PAYLOAD];
    ByteBuffer.wrap(frame).putShort((short) CHANNEL).putShort((short) PAYLOAD);
    for (int i = 0; i < packets; i++) {
      socket.send(new DatagramPacket(frame, frame.length, relay));
      heard += hearUntil(start + (i + 1) * PACE_NANOS);
    }
    heard += hearUntil(System.nanoTime() + 20 * PACE_NANOS);
    return String.valueOf(heard);
  }

  private int hearUntil(long end) throws IOException {
    int heard = 0;
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      ByteBuffer got = receive((int) Math.max(1, left / 1_000_000));
      if (got != null && got.remaining() > 4 && (got.get(0) & 0xC0) == 0x40) {
        heard++;
      }
    }
    return heard;
  }

  /// Asks until it is answered with success, with the same bytes until then; a new nonce is taken
  /// up.
  private StunMessage ask(Method method, Attribute... attributes) throws IOException {
    byte[] request = request(method, attributes);
    for (int i = 0; i < TRIES; i++) {
      StunMessage answer = exchange(request);
      if (answer == null) {
        continue;
      }
      Nonce given = answer.first(Nonce.class);
      ErrorCode error = answer.first(ErrorCode.class);
      if (given != null) {
        nonce = given.value();
        request = request(method, attributes);
      } else if (error == null) {
        return answer;
      } else {
        throw new IOException(method + " is answered " + error);
      }
    }
    throw new IOException(method + " is not answered");
  }

  private byte[] request(Method method, Attribute... attributes) {
    writer.begin(new MessageType(method, MessageClass.REQUEST), new TransactionId(1, ++lastId));
    for (Attribute attribute : attributes) {
      writer.add(attribute);
    }
    if (!nonce.isEmpty()) {
      writer.add(new Username(username)).add(new Realm(RelayMachine.REALM)).add(new Nonce(nonce));
      writer.integrity(key);
    }
    ByteBuffer request = writer.finish();
    byte[] bytes = new byte[request.remaining()];
    request.get(bytes);
    return bytes;
  }

  private @Nullable StunMessage exchange(byte[] request) throws IOException {
    socket.send(new DatagramPacket(request, request.length, relay));
    ByteBuffer got = receive(PATIENCE_MILLIS);
    while (got != null) {
      if (StunParser.parse(got) instanceof Reading.Read(StunMessage answer)
          && answer.id().equals(new TransactionId(1, lastId))) {
        return answer;
      }
      got = receive(PATIENCE_MILLIS);
    }
    return null;
  }

  private @Nullable ByteBuffer receive(int millis) throws IOException {
    socket.setSoTimeout(millis);
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    try {
      socket.receive(packet);
      return ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
    } catch (SocketTimeoutException e) {
      return null;
    }
  }
}
