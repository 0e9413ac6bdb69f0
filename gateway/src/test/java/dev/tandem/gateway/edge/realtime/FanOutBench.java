package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.Party;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Encoding;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Numbers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/// A text that arrives is told to 1,000 open windows of 200 members: from before it is stored until
/// each window has it. The peer is a bare Vert.x server that writes as long a frame, which it has
/// ready, to as many sockets. In turn, a few texts a second.
///
/// `mvn -Pbench -DskipTests -Dweb.skip -pl gateway -am verify
/// -Dbench.class=dev.tandem.gateway.edge.realtime.FanOutBench`
public final class FanOutBench {
  private static final int MEMBERS = 200;
  private static final int DEVICES = 5;
  private static final int SOCKETS = MEMBERS * DEVICES;
  private static final int TEXTS = Integer.getInteger("bench.texts", 100);
  private static final int WARM_UP = 20;
  private static final long BETWEEN_MILLIS = 100;
  private static final double GOAL_MILLIS = 100;
  private static final String OURS = "+12025550100";
  private static final String THEIRS = "+12025550143";

  private final Vertx outside = Vertx.vertx();
  private final WebSocketClient client =
      outside.createWebSocketClient(
          new WebSocketClientOptions().setMaxConnections(4 * SOCKETS).setMaxFrameSize(1 << 20));

  /// When each socket had the text that is under way, in nanoseconds; 0 for not yet.
  private final AtomicLongArray arrived = new AtomicLongArray(SOCKETS);

  private volatile CountDownLatch all = new CountDownLatch(0);
  private volatile String awaited = "nothing yet";

  private FanOutBench() {}

  /// Runs all of it; takes about a minute.
  public static void main(String[] args) throws Exception {
    new FanOutBench().run();
    System.exit(0);
  }

  private void run() throws Exception {
    try (RealtimeHouse house = RealtimeHouse.open()) {
      Storage storage = RealtimeHouse.storage();
      WorkspaceId workspace = house.workspace(25);
      UUID thread = thread(storage, workspace);
      connect(house, workspace);
      List<ServerWebSocket> bare = new CopyOnWriteArrayList<>();
      HttpServer peer = bare(bare);
      List<Double> ours = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      List<Double> slowest = new ArrayList<>();
      for (int i = -WARM_UP; i < TEXTS; i++) {
        String text = "text number " + (100_000 + i);
        List<Double> told = round(text, () -> receive(storage, workspace, thread, text));
        String frame =
            Frames.event(i + WARM_UP, "message.created", "\"" + text + "x".repeat(900) + "\"");
        List<Double> written =
            round(text, () -> bare.forEach(socket -> socket.writeTextMessage(frame)));
        if (i >= 0) {
          ours.addAll(told);
          theirs.addAll(written);
          slowest.add(told.stream().max(Double::compare).orElseThrow());
        }
      }
      print("a text told to 1,000 windows, ms, p99", ours, theirs, 0.99, "< 100");
      print("the same, median", ours, theirs, 0.5, "< 200");
      System.out.printf(
          "%-48s %10.1f%n", "the same, the last window, median", quantile(slowest, 0.5));
      var _ = RealtimeHouse.await(peer.close().map(true));
    }
  }

  private static void print(
      String what, List<Double> ours, List<Double> theirs, double share, String goal) {
    double our = quantile(ours, share);
    double their = quantile(theirs, share);
    System.out.printf(
        "%-48s %10.1f %10.1f %7.2f  %s ms %s%n",
        what, our, their, our / their, goal, our < GOAL_MILLIS ? "holds" : "MISSED");
  }

  private static double quantile(List<Double> all, double share) {
    double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length))];
  }

  /// What happens once, and after how many milliseconds each socket had it.
  private List<Double> round(String text, Runnable happens) throws InterruptedException {
    for (int i = 0; i < SOCKETS; i++) {
      arrived.set(i, 0);
    }
    all = new CountDownLatch(SOCKETS);
    awaited = text;
    long start = System.nanoTime();
    happens.run();
    if (!all.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError(all.getCount() + " windows were not told");
    }
    List<Double> took = new ArrayList<>(SOCKETS);
    for (int i = 0; i < SOCKETS; i++) {
      took.add((arrived.get(i) - start) / 1e6);
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_MILLIS));
    return took;
  }

  private void heard(int number, String frame) {
    if (frame.contains(awaited) && arrived.compareAndSet(number, 0, System.nanoTime())) {
      all.countDown();
    }
  }

  private void connect(RealtimeHouse house, WorkspaceId workspace) {
    int number = 0;
    for (int member = 0; member < MEMBERS; member++) {
      Party party = house.member(workspace, "Member " + member);
      for (int device = 0; device < DEVICES; device++) {
        int mine = number++;
        Endpoint endpoint = new Endpoint(party, UUID.randomUUID());
        var socket =
            RealtimeHouse.await(
                client.connect(
                    new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(house.port())
                        .setURI("/api/v1/realtime")
                        .addSubProtocol(RealtimeEdge.SUBPROTOCOL)
                        .addHeader("Authorization", "Bearer " + RealtimeHouse.token(endpoint))));
        socket.textMessageHandler(
            frame -> {
              heard(mine, frame);
              if (frame.startsWith("{\"type\":\"event\"")) {
                int comma = frame.indexOf(',', 23);
                var _ =
                    socket.writeTextMessage(
                        "{\"type\":\"ack\",\"seq\":" + frame.substring(22, comma) + "}");
              } else if (frame.contains("\"beat\"")) {
                var _ = socket.writeTextMessage("{\"type\":\"beat\"}");
              }
            });
        var _ =
            socket.writeTextMessage(
                new JsonObject().put("type", "hello").putNull("resume").encode());
      }
    }
  }

  private HttpServer bare(List<ServerWebSocket> sockets) {
    HttpServer server =
        RealtimeHouse.await(
            Vertx.vertx().createHttpServer().webSocketHandler(sockets::add).listen(0, "127.0.0.1"));
    for (int i = 0; i < SOCKETS; i++) {
      int mine = i;
      var socket = RealtimeHouse.await(client.connect(server.actualPort(), "127.0.0.1", "/"));
      socket.textMessageHandler(frame -> heard(mine, frame));
    }
    return server;
  }

  private static UUID thread(Storage storage, WorkspaceId workspace) {
    return storage.inWorkspace(
        workspace,
        tx -> {
          UUID number =
              new Numbers().create(tx, OURS, "Sales", Optional.empty()).orElseThrow().id();
          return new Conversations().findOrCreate(tx, number, List.of(THEIRS));
        });
  }

  private static void receive(Storage storage, WorkspaceId workspace, UUID thread, String text) {
    Messages.Appended _ =
        storage.inWorkspace(
            workspace,
            tx ->
                new Messages()
                    .append(
                        tx,
                        new NewMessage(
                            Ids.next(),
                            thread,
                            Direction.IN,
                            Personal.of(THEIRS),
                            Personal.of(List.of(OURS)),
                            Personal.of(text),
                            MessageState.RECEIVED,
                            1,
                            Encoding.GSM7,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())));
  }
}
