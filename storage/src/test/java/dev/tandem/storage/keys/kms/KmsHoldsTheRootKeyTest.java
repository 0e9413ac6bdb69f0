package dev.tandem.storage.keys.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.SealBroken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Goal: a root key in KMS wraps and unwraps, binds the context, and each trouble of the service
/// has the outcome that fits it: sealed where it may pass, refused where it will not, broken where
/// the key is another. Method: the SDK against a stand-in over real sockets.
final class KmsHoldsTheRootKeyTest {
  private static final String CONTEXT = "workspace|one";
  private static final AwsCredentialsProvider SOMEBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "example"));

  private final KmsStandIn kms;
  private final String arn;

  KmsHoldsTheRootKeyTest() throws IOException {
    kms = KmsStandIn.start(0);
    arn = kms.key("one");
  }

  @AfterEach
  void stop() {
    kms.close();
  }

  private KmsRootKey root(String key) {
    return KmsRootKey.open(KmsUri.parse(kms.uri(key)), SOMEBODY);
  }

  private static String message(Throwable e) {
    return String.valueOf(e.getMessage());
  }

  @Test
  void wraps_and_unwraps_for_its_context_only() {
    KeyBytes key = KeyBytes.random();
    try (KmsRootKey root = root(arn)) {
      byte[] wrapped = root.wrap(key, CONTEXT);
      assertEquals(key, root.unwrap(wrapped, CONTEXT));
      assertEquals("aws-kms:" + arn, root.name());
      assertThrows(SealBroken.class, () -> root.unwrap(wrapped, "workspace|two"));
      for (int i : List.of(0, 1, 2, 3, 20, wrapped.length / 2, wrapped.length - 1)) {
        byte[] changed = wrapped.clone();
        changed[i] ^= 1;
        assertThrows(SealBroken.class, () -> root.unwrap(changed, CONTEXT), "byte " + i);
        byte[] cut = Arrays.copyOf(wrapped, i);
        assertThrows(SealBroken.class, () -> root.unwrap(cut, CONTEXT), "cut at " + i);
      }
    }
  }

  @Test
  void an_alias_is_known_by_its_key() {
    kms.alias("alias/tandem", arn);
    KeyBytes key = KeyBytes.random();
    byte[] wrapped;
    try (KmsRootKey root = root("alias/tandem")) {
      wrapped = root.wrap(key, CONTEXT);
      assertEquals("aws-kms:" + arn, root.name());
      kms.alias("alias/tandem", kms.key("two"));
      assertThrows(SealBroken.class, () -> root.unwrap(wrapped, CONTEXT), "never silently another");
    }
    try (KmsRootKey root = root(arn)) {
      assertEquals(key, root.unwrap(wrapped, CONTEXT));
    }
  }

  @Test
  void what_may_pass_leaves_it_sealed() {
    KeyBytes key = KeyBytes.random();
    try (KmsRootKey root = root(arn)) {
      byte[] wrapped = root.wrap(key, CONTEXT);
      for (String type :
          List.of(
              "AccessDeniedException",
              "DisabledException",
              "KMSInvalidStateException",
              "KeyUnavailableException",
              "DependencyTimeoutException",
              "ThrottlingException",
              "ExpiredTokenException",
              "SomethingNewException")) {
        kms.refuse(400, type);
        StorageException away =
            assertThrows(StorageException.class, () -> root.unwrap(wrapped, CONTEXT), type);
        assertTrue(away.sealed() && message(away).contains(type), message(away));
        assertEquals(away.getMessage(), root.trouble().orElseThrow());
      }
      kms.refuse(500, "KMSInternalException");
      assertTrue(
          assertThrows(StorageException.class, () -> root.unwrap(wrapped, CONTEXT)).sealed());
      kms.relent();
      assertEquals(key, root.unwrap(wrapped, CONTEXT));
      assertTrue(root.trouble().isEmpty());
    }
  }

  @Test
  void throttling_is_waited_for() {
    try (KmsRootKey root = root(arn)) {
      kms.refuse(400, "ThrottlingException");
      assertThrows(StorageException.class, () -> root.wrap(KeyBytes.random(), CONTEXT));
      assertEquals(3, kms.calls().size(), "three attempts, then the caller hears of it");
    }
  }

  @Test
  void what_another_configuration_alone_mends_is_refused() {
    try (KmsRootKey root = root(arn.replace("one", "nobody"))) {
      StorageException refusal =
          assertThrows(StorageException.class, () -> root.wrap(KeyBytes.random(), CONTEXT));
      assertFalse(refusal.retryable());
      assertTrue(message(refusal).contains("NotFoundException"), message(refusal));
    }
    kms.refuse(400, "InvalidKeyUsageException");
    try (KmsRootKey root = root(arn)) {
      assertFalse(
          assertThrows(StorageException.class, () -> root.wrap(KeyBytes.random(), CONTEXT))
              .retryable());
    }
  }

  @Test
  void a_service_that_is_away_hangs_breaks_off_or_babbles() {
    KeyBytes key = KeyBytes.random();
    try (KmsRootKey root = root(arn)) {
      byte[] wrapped = root.wrap(key, CONTEXT);
      for (KmsStandIn.Mood mood :
          List.of(KmsStandIn.Mood.BREAKS_OFF, KmsStandIn.Mood.BABBLES, KmsStandIn.Mood.HANGS)) {
        kms.mood(mood);
        StorageException away =
            assertThrows(
                StorageException.class, () -> root.unwrap(wrapped, CONTEXT), mood.toString());
        assertTrue(away.sealed(), mood + ": " + message(away));
      }
      kms.relent();
      assertEquals(key, root.unwrap(wrapped, CONTEXT));
      kms.close();
      assertTrue(
          assertThrows(StorageException.class, () -> root.unwrap(wrapped, CONTEXT)).sealed());
    }
  }

  @Test
  void no_credentials_are_told_as_such() {
    AwsCredentialsProvider none =
        () -> {
          throw SdkClientException.create("none here");
        };
    try (KmsRootKey root = KmsRootKey.open(KmsUri.parse(kms.uri(arn)), none)) {
      StorageException away =
          assertThrows(StorageException.class, () -> root.wrap(KeyBytes.random(), CONTEXT));
      assertTrue(away.sealed() && message(away).contains("credentials"), message(away));
    }
    assertEquals(0, kms.calls().size());
  }

  @Test
  void uris_that_are_none() {
    for (String uri :
        List.of(
            "aws-kms:",
            "aws-kms:a b",
            "aws-kms:" + arn + "?endpoint=http://kms.example.org",
            "aws-kms:" + arn + "?endpoint=not a url",
            "aws-kms:" + arn + "?secret=x",
            "aws-kms:" + arn + "?region=EU%20")) {
      assertThrows(StorageException.class, () -> KmsUri.parse(uri), uri);
    }
    assertEquals("eu-central-1", KmsUri.parse("aws-kms:" + arn).region().orElseThrow());
    assertEquals("alias/x", KmsUri.parse("aws-kms:alias/x?region=eu-west-1").key());
  }
}
