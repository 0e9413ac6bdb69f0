package dev.tandem.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.s3.ObjectStoreCounts.Operation;
import dev.tandem.storage.seal.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Goal: a store that cannot be used says at the start what to do, and never quotes a secret; one
/// that hangs is noticed within bounded time. Method: a real S3 server, asked for a bucket that is
/// not there, with a wrong key, frozen and killed; addresses that are none.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class StoreIsWrongOrAwayTest {
  private final S3Server server;

  StoreIsWrongOrAwayTest() throws IOException, InterruptedException {
    server = S3Server.start();
  }

  @AfterAll
  void end() throws IOException {
    server.close();
  }

  private static StorageException refused(S3Settings settings) {
    StorageException refusal =
        assertThrows(StorageException.class, () -> ObjectStore.open(settings).close());
    assertFalse(String.valueOf(refusal.getMessage()).contains("secret"), refusal.getMessage());
    return refusal;
  }

  private static void told(StorageException refusal, boolean retryable, String words) {
    assertEquals(retryable, refusal.retryable(), refusal.getMessage());
    assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.getMessage());
  }

  @Test
  void a_bucket_that_is_not_there() {
    told(
        refused(server.settings("elsewhere", "a", "test-secret-key")),
        false,
        "bucket elsewhere at 127.0.0.1");
  }

  @Test
  void a_wrong_access_key() {
    told(refused(server.settings("tandem-test", "a", "secret-but-wrong")), false, "access key");
  }

  @Test
  void a_store_that_is_away_or_hangs() throws Exception {
    try (ObjectStore store = ObjectStore.open(server.settings("away"))) {
      store.put("a", new byte[3]);
      server.freeze();
      assertFalse(store.answers());
      StorageException hangs =
          assertThrows(StorageException.class, () -> store.read("a", 0, 3, in -> {}));
      told(hangs, true, "cannot be reached");
      server.thaw();
      awaitAnswer(store);
      server.kill();
      told(refused(server.settings("away")), true, "cannot be reached");
      server.restart();
      assertTrue(store.read("a", 0, 3, in -> assertEquals(3, in.readAllBytes().length)));
      assertFalse(store.read("b", 0, 3, in -> {}));
      assertEquals(new ObjectStoreCounts.Count(2, 0), store.counts(Operation.PUT));
      assertEquals(1, store.counts(Operation.GET).failed());
    }
  }

  /// A busy machine may need more than the two seconds of one question.
  private static void awaitAnswer(ObjectStore store) {
    while (!store.answers()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void addresses_that_are_none() {
    for (String url :
        List.of(
            "https://bucket/prefix?region=eu-central-1",
            "s3://",
            "s3://Bucket?region=eu-central-1",
            "s3://bucket",
            "s3://bucket/a b?region=eu-central-1",
            "s3://bucket/../x?region=eu-central-1&x=y",
            "s3://key:word@bucket?region=eu-central-1",
            "s3://bucket?endpoint=ftp://host",
            "s3://bucket?endpoint=https://key:word@host",
            "s3://bucket?endpoint=https://host&path_style=maybe",
            "s3://bucket?region=eu-central-1&secret=word")) {
      StorageException refusal =
          assertThrows(StorageException.class, () -> S3Settings.parse(url, Optional.empty()), url);
      assertTrue(String.valueOf(refusal.getMessage()).contains("must look like s3://"), url);
      assertFalse(String.valueOf(refusal.getMessage()).contains("word"), url);
    }
  }

  @Test
  void an_address_with_everything() {
    S3Settings settings =
        S3Settings.parse(
            "s3://calls/tandem/a?endpoint=https://minio.example:9000&region=home&path_style=true",
            Optional.of(new S3Settings.Credentials("id", Secret.of("opensesame"))));
    assertEquals("calls", settings.bucket());
    assertEquals("tandem/a/", settings.prefix());
    assertEquals(Optional.of(URI.create("https://minio.example:9000")), settings.endpoint());
    assertEquals("home", settings.region());
    assertTrue(settings.pathStyle());
    assertFalse(settings.toString().contains("opensesame"));
  }
}
