package dev.tandem.gateway.relay;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Tells one relay of devices that were signed out, again and again until it has heard it, and all
/// of them anew when the relay is another process than before. Runs on a virtual thread of its own.
final class RevocationTeller implements Runnable {
  /// How often it looks whether the relay has started anew.
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int DONE = 204;

  private final URI control;
  private final ControlSeal seal;
  private final Revocations revocations;
  private final HttpClient client;
  private final BlockingQueue<String> fresh = new LinkedBlockingQueue<>();
  private final Set<String> pending = new LinkedHashSet<>();
  private String process = "";
  private volatile boolean heard = true;
  private volatile boolean stopping;

  RevocationTeller(URI control, ControlSeal seal, Revocations revocations, HttpClient client) {
    this.control = control;
    this.seal = seal;
    this.revocations = revocations;
    this.client = client;
  }

  /// One more to tell. Any thread may call it.
  void revoke(String subject) {
    fresh.add(subject);
  }

  /// Whether the relay has heard of everything there was to tell.
  boolean heard() {
    return heard;
  }

  void stop() {
    stopping = true;
    fresh.add("");
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        String first = fresh.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          pending.add(first);
        }
        fresh.drainTo(pending);
        pending.remove("");
        heard = !stopping && tell();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean tell() throws InterruptedException {
    try {
      JsonObject asked = new JsonObject(get().body());
      if (!asked.getString("process", "").equals(process)) {
        pending.addAll(revocations.standing());
      }
      while (!pending.isEmpty()) {
        List<String> some = pending.stream().limit(ControlDoor.SUBJECTS).toList();
        if (!post(asked.getString("challenge", ""), some)) {
          return false;
        }
        some.forEach(pending::remove);
        if (!pending.isEmpty()) {
          asked = new JsonObject(get().body());
        }
      }
      process = asked.getString("process", "");
      return true;
    } catch (IOException | DecodeException | ClassCastException e) {
      return false;
    }
  }

  private HttpResponse<String> get() throws IOException, InterruptedException {
    return client.send(
        request(ControlDoor.CHALLENGE_PATH).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  private boolean post(String challenge, List<String> subjects)
      throws IOException, InterruptedException {
    byte[] body =
        new JsonObject()
            .put("subjects", new JsonArray(new ArrayList<>(subjects)))
            .encode()
            .getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        request(ControlDoor.REVOCATIONS_PATH)
            .header("content-type", "application/json")
            .header(ControlDoor.CHALLENGE_HEADER, challenge)
            .header(ControlDoor.PROOF_HEADER, seal.proof(challenge, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == DONE;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(control.resolve(path)).timeout(PATIENCE);
  }
}
