package dev.tandem.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.storage.workspace.Workspaces;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: use cases read straight down on Vert.x's virtual threads, and an event loop is never made
/// to wait. Method: the same work in a verticle of either kind.
@ExtendWith(SharedStorage.class)
final class StorageWaitsOnVirtualThreadsOnlyTest {
  private final SharedStorage.Opened opened;

  StorageWaitsOnVirtualThreadsOnlyTest(SharedStorage.Opened opened) {
    this.opened = opened;
  }

  private String nameReadOn(ThreadingModel threads) {
    WorkspaceId workspace = opened.storage().createWorkspace("Acme");
    var reader =
        new VerticleBase() {
          private String name = "";

          @Override
          public Future<?> start() {
            name =
                opened
                    .storage()
                    .inWorkspace(workspace, tx -> new Workspaces().get(tx).name().value());
            return Future.succeededFuture();
          }
        };
    opened
        .vertx()
        .deployVerticle(reader, new DeploymentOptions().setThreadingModel(threads))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    return reader.name;
  }

  @Test
  void on_a_virtual_thread() {
    assertEquals("Acme", nameReadOn(ThreadingModel.VIRTUAL_THREAD));
  }

  @Test
  void on_an_event_loop() {
    Throwable refusal =
        assertThrows(CompletionException.class, () -> nameReadOn(ThreadingModel.EVENT_LOOP))
            .getCause();
    assertInstanceOf(IllegalStateException.class, refusal);
  }
}
