package dev.tandem.storage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Processor seconds that were used so far, from `/proc`: by this process, by the programs it ran
/// to their end, and by the database server with its sessions. On a machine that others keep busy,
/// the processor time a unit of work tells more than how long it took.
record CpuTime(double ours, double programs, double server) {
  /// `USER_HZ` of every Linux there is.
  private static final double TICKS = 100;

  static CpuTime now(long postmaster) {
    double[] self = times(ProcessHandle.current().pid());
    double[] master = times(postmaster);
    double server = master[0] + master[1];
    try (Stream<ProcessHandle> sessions = ProcessHandle.of(postmaster).orElseThrow().children()) {
      for (ProcessHandle session : sessions.toList()) {
        server += times(session.pid())[0];
      }
    }
    return new CpuTime(self[0], self[1], server);
  }

  CpuTime since(CpuTime earlier) {
    return new CpuTime(ours - earlier.ours, programs - earlier.programs, server - earlier.server);
  }

  /// Own seconds and those of children that have ended; none of a process that ended meanwhile,
  /// which its parent counts.
  private static double[] times(long pid) {
    String line;
    try {
      line = Files.readString(Path.of("/proc/" + pid + "/stat"));
    } catch (IOException ended) {
      return new double[2];
    }
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return new double[] {
      (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS,
      (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS
    };
  }
}
