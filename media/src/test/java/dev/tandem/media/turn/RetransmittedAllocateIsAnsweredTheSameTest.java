package dev.tandem.media.turn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.TransactionId;
import org.junit.jupiter.api.Test;

/// Goal: a client whose answer was lost gets the same one again; another Allocate of the same
/// client is 437. Method: the same bytes twice, then a new transaction.
class RetransmittedAllocateIsAnsweredTheSameTest {

  @Test
  void sameTransactionSameAnswer() {
    Scene scene = new Scene();
    Client client = scene.client("alice", 1_000);
    client.challenge();
    byte[] request =
        client.request(Method.ALLOCATE, new TransactionId(9, 9), new RequestedTransport(17));
    client.exchange(request);
    byte[] first = scene.lastToClient().bytes();
    scene.pass(3);
    client.exchange(request);
    assertArrayEquals(first, scene.lastToClient().bytes());
    assertEquals(1, scene.open.size());
    assertEquals(437, client.allocateError());
  }
}
