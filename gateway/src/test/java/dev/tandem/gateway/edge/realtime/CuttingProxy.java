package dev.tandem.gateway.edge.realtime;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/// A TCP proxy that breaks its next connection after a number of bytes, whatever they are: what was
/// passed on by then has arrived, what comes behind it is lost.
final class CuttingProxy implements AutoCloseable {
  /// A direction that is not cut.
  static final long NEVER = Long.MAX_VALUE;

  private final NetServer server;
  private final NetClient client;
  private volatile long up = NEVER;
  private volatile long down = NEVER;

  CuttingProxy(Vertx vertx, int target) {
    client = vertx.createNetClient();
    server =
        RealtimeHouse.await(
            vertx
                .createNetServer()
                .connectHandler(near -> connect(near, target))
                .listen(0, "127.0.0.1"));
  }

  int port() {
    return server.actualPort();
  }

  /// The next connection passes so many bytes on, to the server and from it, and is cut.
  void cutAfter(long bytesUp, long bytesDown) {
    up = bytesUp;
    down = bytesDown;
  }

  private void connect(NetSocket near, int target) {
    long bytesUp = up;
    long bytesDown = down;
    var _ = near.pause();
    client
        .connect(target, "127.0.0.1")
        .onFailure(_ -> near.close())
        .onSuccess(
            far -> {
              pass(near, far, bytesUp);
              pass(far, near, bytesDown);
              near.closeHandler(_ -> far.close());
              far.closeHandler(_ -> near.close());
              var _ = near.resume();
            });
  }

  private static void pass(NetSocket from, NetSocket to, long bytes) {
    long[] left = {bytes};
    from.handler(
        data -> {
          if (data.length() < left[0]) {
            left[0] -= data.length();
            var _ = to.write(data);
          } else {
            Buffer last = data.getBuffer(0, (int) left[0]);
            left[0] = 0;
            from.handler(null);
            to.write(last).onComplete(_ -> from.close().onComplete(_ -> to.close()));
          }
        });
  }

  @Override
  public void close() {
    var _ = RealtimeHouse.await(server.close().compose(_ -> client.close()).map(true));
  }
}
