package dev.tandem.media.relay;

import dev.tandem.media.stun.Attribute;
import dev.tandem.media.stun.ChannelNumber;
import dev.tandem.media.stun.Data;
import dev.tandem.media.stun.DontFragment;
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
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.StunParser;
import dev.tandem.media.stun.StunWriter;
import dev.tandem.media.stun.TransactionId;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.Username;
import dev.tandem.media.stun.XorPeerAddress;
import dev.tandem.media.stun.XorRelayedAddress;
import dev.tandem.media.turn.RelayCredentials;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A client with a real socket, for tests of the sockets.
public final class TurnClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 5_000;

  private DatagramSocket socket;
  private final InetSocketAddress relay;
  private final String username;
  private final IntegrityKey key;
  private final StunWriter writer = new StunWriter(ByteBuffer.allocate(2_048), new Integrity());
  private String nonce = "";
  private long lastId;

  public TurnClient(InetSocketAddress relay, RelayCredentials.Issued credentials)
      throws IOException {
    this.relay = relay;
    username = credentials.username();
    key = IntegrityKey.longTerm(username, RelayUnderTest.REALM, credentials.credential());
    socket = opened();
  }

  private DatagramSocket opened() throws IOException {
    String loopback = relay.getAddress() instanceof Inet4Address ? "127.0.0.1" : "::1";
    DatagramSocket fresh = new DatagramSocket(0, InetAddress.ofLiteral(loopback));
    fresh.setSoTimeout(PATIENCE_MILLIS);
    return fresh;
  }

  /// Goes on from another port, as after a change of the network.
  void move() throws IOException {
    socket.close();
    socket = opened();
  }

  /// Allocates and answers the relayed address.
  public TransportAddress allocate() throws IOException {
    StunMessage answer = ask(Method.ALLOCATE, new RequestedTransport(17));
    return Objects.requireNonNull(answer.first(XorRelayedAddress.class)).address();
  }

  /// Asks with a new nonce and answers the success.
  StunMessage ask(Method method, Attribute... attributes) throws IOException {
    StunMessage challenge = exchange(request(method, false, attributes));
    nonce = Objects.requireNonNull(challenge.first(Nonce.class)).value();
    StunMessage answer = exchange(request(method, true, attributes));
    succeed(answer);
    return answer;
  }

  /// Gives the allocation back.
  public void end() throws IOException {
    succeed(exchange(request(Method.REFRESH, true, new Lifetime(0))));
  }

  void permit(TransportAddress peer) throws IOException {
    succeed(exchange(request(Method.CREATE_PERMISSION, true, new XorPeerAddress(peer))));
  }

  void bind(int channel, TransportAddress peer) throws IOException {
    succeed(
        exchange(
            request(
                Method.CHANNEL_BIND, true, new ChannelNumber(channel), new XorPeerAddress(peer))));
  }

  void send(TransportAddress peer, String text) throws IOException {
    writer.begin(new MessageType(Method.SEND, MessageClass.INDICATION), nextId());
    writer.add(new XorPeerAddress(peer)).add(new Data(ByteBuffer.wrap(bytes(text))));
    sendBytes(writer.finish());
  }

  /// Sends what may not be cut on its way.
  void sendWhole(TransportAddress peer, String text) throws IOException {
    writer.begin(new MessageType(Method.SEND, MessageClass.INDICATION), nextId());
    writer.add(new XorPeerAddress(peer)).add(new DontFragment());
    sendBytes(writer.add(new Data(ByteBuffer.wrap(bytes(text)))).finish());
  }

  void channelData(int channel, String text) throws IOException {
    byte[] payload = bytes(text);
    ByteBuffer frame = ByteBuffer.allocate(4 + payload.length);
    frame.putShort((short) channel).putShort((short) payload.length).put(payload).flip();
    sendBytes(frame);
  }

  /// The text of the next Data indication or ChannelData, with who or which channel sent it:
  /// `address text`.
  String hear() throws IOException {
    ByteBuffer got = receive();
    if (got.get(0) >= 0x40) {
      int length = got.getShort(2) & 0xffff;
      byte[] payload = new byte[length];
      got.get(4, payload);
      return Integer.toHexString(got.getShort(0)) + " " + text(payload);
    }
    StunMessage message = read(got);
    XorPeerAddress from = Objects.requireNonNull(message.first(XorPeerAddress.class));
    ByteBuffer data = Objects.requireNonNull(message.first(Data.class)).bytes();
    byte[] payload = new byte[data.remaining()];
    data.get(payload);
    return from.address() + " " + text(payload);
  }

  /// The next message.
  StunMessage message() throws IOException {
    return read(receive());
  }

  StunMessage exchange(ByteBuffer request) throws IOException {
    sendBytes(request);
    return read(receive());
  }

  ByteBuffer request(Method method, boolean signed, Attribute... attributes) {
    writer.begin(new MessageType(method, MessageClass.REQUEST), nextId());
    for (Attribute attribute : attributes) {
      writer.add(attribute);
    }
    if (signed) {
      writer.add(new Username(username)).add(new Realm(RelayUnderTest.REALM)).add(new Nonce(nonce));
      writer.integrity(key);
    }
    return writer.finish();
  }

  void sendBytes(ByteBuffer bytes) throws IOException {
    byte[] array = new byte[bytes.remaining()];
    bytes.get(array);
    socket.send(new DatagramPacket(array, array.length, relay));
  }

  private ByteBuffer receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
    socket.receive(packet);
    return ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
  }

  private TransactionId nextId() {
    return new TransactionId(1, ++lastId);
  }

  private static StunMessage read(ByteBuffer bytes) {
    if (StunParser.parse(bytes) instanceof Reading.Read(var message)) {
      return message;
    }
    throw new AssertionError("The relay's answer is no STUN");
  }

  private static void succeed(StunMessage answer) {
    ErrorCode error = answer.first(ErrorCode.class);
    if (error != null) {
      throw new AssertionError("The relay answered " + error);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    socket.close();
  }
}
