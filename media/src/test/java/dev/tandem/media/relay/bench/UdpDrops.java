package dev.tandem.media.relay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Datagrams that the kernel threw away because a socket's buffer was full, by /proc/net/udp.
///
/// @param load of the load's sockets, its clients' and its outside peer's
/// @param others of all other sockets: the server's
record UdpDrops(long load, long others) {

  /// 127.1.0.0/16, as this table writes addresses: the clients'.
  private static final String CLIENTS = "017F";

  static UdpDrops now(int peerPort) throws IOException {
    long load = 0;
    long others = 0;
    List<String> lines = Files.readAllLines(Path.of("/proc/net/udp"));
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.strip().split("\\s+", -1);
      long dropped = Long.parseLong(fields[fields.length - 1]);
      boolean own =
          fields[1].substring(0, 8).endsWith(CLIENTS)
              || fields[1].endsWith(":" + String.format(Locale.ROOT, "%04X", peerPort));
      if (own) {
        load += dropped;
      } else {
        others += dropped;
      }
    }
    return new UdpDrops(load, others);
  }

  UdpDrops since(UdpDrops before) {
    return new UdpDrops(load - before.load, others - before.others);
  }
}
