package dev.tandem.gateway.edge.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.gateway.call.CallLimits;
import dev.tandem.gateway.call.Endpoint;
import dev.tandem.gateway.call.Party;
import dev.tandem.gateway.call.driver.CallMeters;
import dev.tandem.gateway.call.driver.Presence;
import dev.tandem.gateway.call.driver.VoicemailSettings;
import dev.tandem.gateway.call.store.StoredSounds;
import dev.tandem.gateway.edge.http.PublicAddress;
import dev.tandem.media.record.Greeting;
import dev.tandem.media.record.VoicemailLimits;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Role;
import dev.tandem.storage.workspace.Workspaces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A realtime edge that serves on loopback, over one real storage that all stories of a test run
/// share. Each story has its own workspaces.
final class RealtimeHouse implements AutoCloseable {
  static final String ORIGIN = "https://gw.example";

  private static final class Shared {
    static final Vertx VERTX = Vertx.vertx();
    static final ExecutorService BACKGROUND = Executors.newVirtualThreadPerTaskExecutor();
    static final Storage STORAGE = open();

    private static Storage open() {
      try {
        Path directory = Files.createTempDirectory("tandem-realtime-test");
        Storage storage = Storage.open(VERTX, StorageSettings.in(directory));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(storage, directory)));
        return storage;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    private static void close(Storage storage, Path directory) {
      storage.close();
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  final FakeVoicemailLine voicemail = new FakeVoicemailLine();
  private final Realtime realtime;
  private final HttpServer server;

  private RealtimeHouse(CallLimits calls, RealtimeLimits limits) {
    realtime =
        await(
            Realtime.start(
                new Realtime.Parts(
                    vertx(),
                    Shared.BACKGROUND,
                    storage(),
                    RealtimeHouse::authenticate,
                    new PublicAddress(URI.create(ORIGIN), 443),
                    new VoicemailSettings(
                        voicemail,
                        Greeting.standard(),
                        VoicemailLimits.standard(),
                        call -> List.of(),
                        new StoredSounds(storage())),
                    CallMeters.none(),
                    calls,
                    limits)));
    HttpServerOptions options =
        new HttpServerOptions()
            .setSendBufferSize(64 * 1024)
            .setMaxWebSocketFrameSize(2 * limits.frameBytes())
            .setMaxWebSocketMessageSize(2 * limits.frameBytes())
            .setWebSocketSubProtocols(List.of(RealtimeEdge.SUBPROTOCOL));
    server =
        await(
            vertx()
                .createHttpServer(options)
                .requestHandler(realtime.handler())
                .listen(0, "127.0.0.1"));
  }

  static RealtimeHouse open() {
    return open(RealtimeLimits.defaults());
  }

  static RealtimeHouse open(RealtimeLimits limits) {
    return new RealtimeHouse(CallLimits.defaults(), limits);
  }

  /// Short times, so that a story about silence takes seconds.
  static RealtimeLimits impatient() {
    RealtimeLimits usual = RealtimeLimits.defaults();
    return new RealtimeLimits(
        usual.frameBytes(),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        usual.keep(),
        usual.events(),
        usual.eventBytes(),
        usual.queueBytes(),
        usual.commandBurst(),
        usual.commandsPerSecond(),
        usual.frameBurst(),
        usual.framesPerSecond(),
        usual.sessionsPerWorkspace());
  }

  static Vertx vertx() {
    return Shared.VERTX;
  }

  static Storage storage() {
    return Shared.STORAGE;
  }

  /// What its owner did is left as a killed process leaves it: nothing is closed or said.
  void abandon() {
    realtime.stopping();
    realtime.close();
  }

  int port() {
    return server.actualPort();
  }

  Realtime realtime() {
    return realtime;
  }

  /// Waits until others see `party` so: a device may hear of the end of a call a moment before.
  void awaitPresence(Party party, Presence.State wanted) {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (realtime.presence().of(party) != wanted && System.nanoTime() < patience) {
      Thread.onSpinWait();
    }
    assertEquals(wanted, realtime.presence().of(party));
  }

  // ---- people ----

  WorkspaceId workspace(int ringSeconds) {
    WorkspaceId id = storage().createWorkspace("House");
    return storage()
        .inWorkspace(
            id,
            tx -> {
              new Workspaces().ringFor(tx, ringSeconds);
              return id;
            });
  }

  Party member(WorkspaceId workspace, String name) {
    String email = UUID.randomUUID() + "@example.com";
    return storage()
        .inWorkspace(
            workspace,
            tx ->
                new Party(
                    workspace.value(),
                    new Members()
                        .create(tx, email, name, Role.MEMBER, Optional.empty())
                        .orElseThrow()
                        .id()));
  }

  /// A new device of `party`, connected and greeted.
  TestPhone phone(Party party) {
    TestPhone phone = new TestPhone(port(), new Endpoint(party, UUID.randomUUID()));
    phone.connect();
    phone.hello();
    return phone;
  }

  /// The tests' tokens name the endpoint; how a real one is found is the accounts' matter.
  static String token(Endpoint endpoint) {
    return endpoint.workspace() + "/" + endpoint.party().member() + "/" + endpoint.device();
  }

  private static Future<Optional<Endpoint>> authenticate(HttpServerRequest request) {
    return RealtimeHouse.vertx()
        .timer(1, TimeUnit.MILLISECONDS)
        .map(
            later ->
                endpoint(request.getHeader("Authorization"), "Bearer ")
                    .or(() -> endpoint(request.getHeader("Cookie"), "__Host-tandem=")));
  }

  private static Optional<Endpoint> endpoint(@Nullable String header, String prefix) {
    if (header == null || !header.startsWith(prefix)) {
      return Optional.empty();
    }
    String[] ids = header.substring(prefix.length()).split("/", -1);
    if (ids.length != 3) {
      return Optional.empty();
    }
    Party party = new Party(UUID.fromString(ids[0]), UUID.fromString(ids[1]));
    return Optional.of(new Endpoint(party, UUID.fromString(ids[2])));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public void close() {
    await(server.close());
    realtime.close();
  }
}
