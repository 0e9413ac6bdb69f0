package dev.tandem.media.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Waits for many sockets at once, level-triggered; each is known by a number of the caller's.
///
/// One thread waits and watches; [#wake] may be called by any.
public final class Epoll implements AutoCloseable {

  /// The number of what [#wake] makes ready.
  public static final long WOKEN = -1;

  private static final int MAX_EVENTS = 256;
  private static final int EPOLLIN = 1;
  private static final int EPOLLERR = 8;
  private static final int CTL_ADD = 1;

  // `struct epoll_event` is packed on x86 only.
  private static final int DATA_AT =
      System.getProperty("os.arch", "").equals("aarch64") ? Long.BYTES : Integer.BYTES;
  private static final int EVENT_BYTES = DATA_AT + Long.BYTES;

  private final int epoll;
  private final int alarm;
  private final MemorySegment events;
  private final MemorySegment scratch;
  private final MemorySegment nap;
  private final MemorySegment one;
  private boolean closed;

  /// @throws IOException when the process has no descriptor left
  public Epoll(Arena arena) throws IOException {
    events = arena.allocate((long) MAX_EVENTS * EVENT_BYTES, Long.BYTES);
    scratch = arena.allocate(2 * Long.BYTES, Long.BYTES);
    nap = arena.allocate(2 * Long.BYTES, Long.BYTES);
    one = arena.allocateFrom(JAVA_LONG_UNALIGNED, 1L);
    epoll = Libc.epollCreate();
    alarm = Libc.eventfd();
    if (epoll < 0 || alarm < 0) {
      throw new IOException("Linux gives no epoll descriptor, errno " + Libc.lastError());
    }
    watch(alarm, WOKEN);
  }

  /// Watches a socket until it is closed.
  public void watch(int fd, long number) throws IOException {
    scratch.set(JAVA_INT, 0, EPOLLIN);
    scratch.set(JAVA_LONG_UNALIGNED, DATA_AT, number);
    if (Libc.epollCtl(epoll, CTL_ADD, fd, scratch.address()) < 0) {
      throw new IOException("Linux does not watch a socket, errno " + Libc.lastError());
    }
  }

  /// Waits until a socket is ready or the time is over; answers how many are ready.
  ///
  /// @param timeoutMillis -1 waits for ever
  public int await(int timeoutMillis) {
    int ready = Libc.epollWait(epoll, events.address(), MAX_EVENTS, timeoutMillis);
    return Math.max(ready, 0);
  }

  /// The number of the i-th ready socket.
  public long ready(int i) {
    return events.get(JAVA_LONG_UNALIGNED, (long) i * EVENT_BYTES + DATA_AT);
  }

  /// Whether the i-th ready socket has errors waiting: it stays ready until they are taken.
  public boolean failed(int i) {
    return (events.get(JAVA_INT_UNALIGNED, (long) i * EVENT_BYTES) & EPOLLERR) != 0;
  }

  /// Waits that long, whatever comes.
  public void rest(long nanos) {
    nap.set(JAVA_LONG_UNALIGNED, 0, 0);
    nap.set(JAVA_LONG_UNALIGNED, Long.BYTES, nanos);
    // A signal may end it sooner, which does no harm.
    int _ = Libc.nanosleep(nap.address());
  }

  /// Ends a wait.
  public synchronized void wake() {
    if (closed) {
      return;
    }
    // It fails only when the count is full: then the thread is awake anyway.
    long _ = Libc.write(alarm, one.address(), Long.BYTES);
  }

  /// Makes [#wake] work again after it made [#WOKEN] ready.
  public void calm() {
    long _ = Libc.read(alarm, scratch.address(), Long.BYTES);
  }

  @Override
  public synchronized void close() {
    // From here on the numbers may be another's.
    closed = true;
    LinuxSocket.close(alarm);
    LinuxSocket.close(epoll);
  }
}
