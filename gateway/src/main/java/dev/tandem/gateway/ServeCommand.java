package dev.tandem.gateway;

import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.config.ConfigReader;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.Members;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `tandem serve`: the gateway until the process is asked to stop.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the gateway. An empty installation prints a one-time link for its owner.")
final class ServeCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  ServeCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    Config config = ConfigReader.read(environment);
    LogLevel.set(config.logLevel());
    Foundation foundation = Foundation.open(config);
    Optional<Secret<String>> owner;
    try {
      owner = ownerLink(foundation);
    } catch (RuntimeException | Error e) {
      foundation.close();
      throw e;
    }
    Gateway gateway = Gateway.start(foundation, Optional.empty(), false);
    System.out.println("Tandem is ready at " + gateway.origin());
    owner.ifPresent(
        link -> {
          System.out.println("Nobody is here yet. Open this link once to become the owner:");
          System.out.println("  " + link.reveal());
        });
    System.out.flush();
    Shutdown.await(gateway);
    return 0;
  }

  /// A link for the first owner, as long as nobody is there; the workspace is made with it.
  private static Optional<Secret<String>> ownerLink(Foundation foundation) {
    Storage storage = foundation.storage();
    Members members = new Members();
    List<WorkspaceId> workspaces = storage.workspaces();
    for (WorkspaceId id : workspaces) {
      if (!storage.inWorkspace(id, members::all).isEmpty()) {
        return Optional.empty();
      }
    }
    WorkspaceId workspace =
        workspaces.isEmpty() ? storage.createWorkspace("Our team") : workspaces.getFirst();
    return Optional.of(
        storage.inWorkspace(workspace, tx -> Gateway.invitations(foundation).makeOwner(tx)));
  }
}
