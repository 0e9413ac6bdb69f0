package dev.tandem.media.relay;

import dev.tandem.media.stun.TransportAddress;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// One client's connection: what came and is not yet a whole frame, and what waits to be sent.
/// Belongs to its loop's thread.
final class StreamConnection {

  private static final int PLAIN_BYTES = 1 << 15;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final SelectionKey key;
  private final TransportAddress client;
  private final long since;
  private final @Nullable SSLEngine tls;
  private final ByteBuffer sealedIn;
  private final ByteBuffer in;
  private final ByteBuffer out;
  private final int roomForOne;

  StreamConnection(SelectionKey key, TransportAddress client, long since, @Nullable SSLEngine tls) {
    this.key = key;
    channel = (SocketChannel) key.channel();
    this.client = client;
    this.since = since;
    this.tls = tls;
    int record = tls == null ? 0 : tls.getSession().getPacketBufferSize();
    int content = tls == null ? 0 : tls.getSession().getApplicationBufferSize();
    sealedIn = ByteBuffer.allocate(record);
    in = ByteBuffer.allocate(PLAIN_BYTES + content);
    out = ByteBuffer.allocate(PLAIN_BYTES + 2 * record);
    roomForOne = record;
  }

  TransportAddress client() {
    return client;
  }

  long since() {
    return since;
  }

  SocketChannel channel() {
    return channel;
  }

  /// Reads what waits; whole frames are then in [#in].
  ///
  /// @throws IOException when the connection is over or its TLS is broken
  void read() throws IOException {
    if (tls == null) {
      if (channel.read(in) < 0) {
        throw new EOFException("The client closed the connection");
      }
      return;
    }
    int got = channel.read(sealedIn);
    sealedIn.flip();
    unwrap(tls);
    sealedIn.compact();
    flush();
    if (got < 0) {
      throw new EOFException("The client closed the connection");
    }
  }

  /// What was read and not yet taken; the caller flips it, takes frames, and compacts it.
  ByteBuffer in() {
    return in;
  }

  /// Takes a frame for sending, padded to a multiple of four; false when too much waits already.
  boolean send(ByteBuffer frame) throws IOException {
    int length = frame.remaining();
    int padding = StreamFrames.padded(length) - length;
    if (tls == null) {
      if (out.remaining() < length + padding) {
        return false;
      }
      out.put(frame);
      pad(out, padding);
    } else {
      if (out.remaining() < roomForOne + length + padding) {
        return false;
      }
      ByteBuffer padded = ByteBuffer.allocate(length + padding).put(frame);
      pad(padded, padding);
      padded.flip();
      while (padded.hasRemaining()) {
        if (tls.wrap(padded, out).getStatus() != SSLEngineResult.Status.OK) {
          throw new SSLException("The TLS session takes no more");
        }
      }
    }
    flush();
    return true;
  }

  /// Sends what waits, as much as the network takes, and watches for room when something is left.
  void flush() throws IOException {
    out.flip();
    if (out.hasRemaining()) {
      int _ = channel.write(out);
    }
    boolean left = out.hasRemaining();
    out.compact();
    if (key.isValid()) {
      key.interestOps(left ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
  }

  private static void pad(ByteBuffer buffer, int bytes) {
    for (int i = 0; i < bytes; i++) {
      buffer.put((byte) 0);
    }
  }

  private void unwrap(SSLEngine engine) throws IOException {
    while (true) {
      SSLEngineResult result = engine.unwrap(sealedIn, in);
      Runnable task = engine.getDelegatedTask();
      while (task != null) {
        task.run();
        task = engine.getDelegatedTask();
      }
      while (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP) {
        if (engine.wrap(NOTHING, out).getStatus() != SSLEngineResult.Status.OK) {
          throw new SSLException("The TLS handshake cannot go on");
        }
      }
      if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
        throw new EOFException("The client closed the TLS session");
      }
      boolean goesOn =
          result.bytesConsumed() > 0
              || engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_UNWRAP_AGAIN;
      if (result.getStatus() != SSLEngineResult.Status.OK || !goesOn) {
        return;
      }
    }
  }
}
