package dev.tandem.messaging.carrier.sandbox;

import dev.tandem.messaging.text.PhoneNumber;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;

/// The running sandbox. Give [#apiUrl()] to a Twilio adapter, and it is a carrier like any other.
public final class SandboxCarrier implements AutoCloseable {
  /// What a number may send here: more than anybody types.
  public static final double SEGMENTS_PER_SECOND = 1_000;

  private final Vertx vertx;
  private final String deployment;
  private final SandboxServer server;

  private SandboxCarrier(Vertx vertx, String deployment, SandboxServer server) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.server = server;
  }

  /// Starts the server on a free loopback port. Blocks until it listens.
  public static SandboxCarrier start(Vertx vertx, SandboxSettings settings) {
    SandboxServer server = new SandboxServer(settings);
    String deployment = vertx.deployVerticle(server).await();
    return new SandboxCarrier(vertx, deployment, server);
  }

  /// Where its REST API is, such as `http://127.0.0.1:41234`.
  public URI apiUrl() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /// Has somebody outside send a text to one of our numbers: the gateway's webhook is called like
  /// for an answer.
  ///
  /// @return the HTTP status that the gateway gave in the end; fails when it cannot be reached
  public Future<Integer> receive(PhoneNumber from, PhoneNumber to, String text) {
    Context owner = server.owner();
    Promise<Integer> end = Promise.promise();
    owner.runOnContext(_ -> server.personTexts(from, to, text, 1).onComplete(end));
    return end.future();
  }

  @Override
  public void close() {
    vertx.undeploy(deployment).await();
  }
}
