package dev.tandem.gateway.it;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Requests of many to one program that comes and goes: a bounded number at once, and none while it
/// is known to be away.
final class Knocks {
  /// Stands for no answer.
  static final int NOBODY = 599;

  private final Demo demo;
  private final Semaphore room;

  Knocks(Demo demo, int atOnce) {
    this.demo = demo;
    this.room = new Semaphore(atOnce);
  }

  /// The status of the answer. Made anew each time, because the program's address stays and its
  /// client does not.
  int status(Supplier<HttpRequest> request) throws InterruptedException {
    while (!demo.up()) {
      Pause.millis(50);
    }
    room.acquire();
    try {
      HttpResponse<String> answer = demo.send(request.get());
      if (answer.statusCode() >= 400 && answer.statusCode() < 429) {
        throw new AssertionError(answer.statusCode() + ": " + answer.body());
      }
      return answer.statusCode();
    } catch (InterruptedException over) {
      throw over;
    } catch (Exception killed) {
      Pause.millis(100);
      return NOBODY;
    } finally {
      room.release();
    }
  }
}
