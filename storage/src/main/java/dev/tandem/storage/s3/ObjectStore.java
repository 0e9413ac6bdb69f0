package dev.tandem.storage.s3;

import dev.tandem.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// One bucket, below one prefix. Blocks; safe for use by many threads.
public final class ObjectStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectStore.class);
  private static final int NOT_FOUND = 404;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final S3Settings settings;
  private final S3Client client;
  private final ObjectStoreCounts counts = new ObjectStoreCounts();

  private ObjectStore(S3Settings settings, S3Client client) {
    this.settings = settings;
    this.client = client;
  }

  /// Connects, and proves with one small object that writing, reading and deleting are allowed.
  public static ObjectStore open(S3Settings settings) {
    ObjectStore store = new ObjectStore(settings, S3Connection.open(settings));
    try {
      store.prove();
      return store;
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
  }

  private void prove() {
    String key = "start-" + UUID.randomUUID();
    byte[] probe = "Tandem was here".getBytes(StandardCharsets.US_ASCII);
    put(key, probe);
    try {
      read(
          key,
          0,
          probe.length,
          in -> {
            if (in.readAllBytes().length != probe.length) {
              throw StorageException.fatal(here() + " does not give back what it was given");
            }
          });
    } finally {
      delete(key);
    }
  }

  /// Stores an object whole, or nothing of it.
  public void put(String key, byte[] bytes) {
    asked(
        ObjectStoreCounts.Operation.PUT,
        () ->
            client.putObject(
                request -> request.bucket(settings.bucket()).key(settings.prefix() + key),
                RequestBody.fromBytes(bytes)));
  }

  /// Takes what was read of an object.
  @FunctionalInterface
  public interface Reading {
    void take(InputStream in) throws IOException;
  }

  /// Reads `count` bytes from `offset` on, or as many as there are. `reading` runs while the
  /// connection is open. False when there is no such object, or it ends before `offset`.
  public boolean read(String key, long offset, long count, Reading reading) {
    String range = "bytes=" + offset + "-" + (offset + count - 1);
    return asked(
        ObjectStoreCounts.Operation.GET,
        () -> {
          try (ResponseInputStream<GetObjectResponse> in =
              client.getObject(
                  request ->
                      request
                          .bucket(settings.bucket())
                          .key(settings.prefix() + key)
                          .range(range))) {
            reading.take(in);
            return true;
          } catch (IOException e) {
            throw StorageException.retryable(here() + " broke off while it was read", e);
          } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND || e.statusCode() == RANGE_NOT_SATISFIABLE) {
              return false;
            }
            throw e;
          }
        });
  }

  /// Removes an object; one that is not there is removed already.
  public void delete(String key) {
    asked(
        ObjectStoreCounts.Operation.DELETE,
        () ->
            client.deleteObject(
                request -> request.bucket(settings.bucket()).key(settings.prefix() + key)));
  }

  /// Names every object whose key begins with `start`, and when it was stored.
  public void list(String start, BiConsumer<String, Instant> each) {
    int own = settings.prefix().length();
    boolean _ =
        asked(
            ObjectStoreCounts.Operation.LIST,
            () -> {
              for (S3Object object :
                  client
                      .listObjectsV2Paginator(
                          request ->
                              request.bucket(settings.bucket()).prefix(settings.prefix() + start))
                      .contents()) {
                each.accept(object.key().substring(own), object.lastModified());
              }
              return true;
            });
  }

  /// Whether the store answers within two seconds.
  public boolean answers() {
    try {
      var _ =
          client.headBucket(
              request ->
                  request
                      .bucket(settings.bucket())
                      .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofSeconds(2))));
      return true;
    } catch (SdkException | UncheckedIOException e) {
      LOG.debug("the store does not answer");
      return false;
    }
  }

  /// Requests of one operation since the start.
  public ObjectStoreCounts.Count counts(ObjectStoreCounts.Operation operation) {
    return counts.of(operation);
  }

  private <T> T asked(ObjectStoreCounts.Operation operation, Supplier<T> request) {
    try {
      T answer = request.get();
      counts.answered(operation);
      return answer;
    } catch (S3Exception e) {
      counts.failed(operation);
      throw refused(e);
    } catch (SdkException e) {
      counts.failed(operation);
      throw unanswered(e);
    } catch (UncheckedIOException e) {
      counts.failed(operation);
      throw StorageException.retryable(here() + " cannot be reached", e);
    } catch (StorageException e) {
      counts.failed(operation);
      throw e;
    }
  }

  /// No answer came, or no request went because there is nothing to sign it with.
  private StorageException unanswered(SdkException e) {
    boolean sent = e instanceof ApiCallTimeoutException || e instanceof AbortedException;
    for (Throwable cause = e.getCause(); cause != null && !sent; cause = cause.getCause()) {
      sent = cause instanceof IOException;
    }
    return sent
        ? StorageException.retryable(here() + " cannot be reached", e)
        : StorageException.fatal(
            here()
                + " was not asked: there is no access key. Set TANDEM_BLOB_STORE_ACCESS_KEY_ID and"
                + " TANDEM_BLOB_STORE_SECRET_ACCESS_KEY, or what Amazon's clients look for",
            e);
  }

  /// An answer of the store that is no success. Its own words stay out: they can quote a request.
  private StorageException refused(S3Exception e) {
    String why =
        switch (e.statusCode()) {
          case 301, 307 -> "lies in another region; name it with region=";
          case 400 -> "does not understand us (400); check endpoint, region and path_style";
          case 401, 403 ->
              "refuses our access key ("
                  + e.statusCode()
                  + "); it needs the rights to get, put,"
                  + " delete and list objects there";
          case NOT_FOUND -> "is not there; make the bucket, or correct its name";
          default -> "answered " + e.statusCode();
        };
    String message = here() + " " + why;
    return e.statusCode() >= 500 || e.statusCode() == 429
        ? StorageException.retryable(message, e)
        : StorageException.fatal(message, e);
  }

  private String here() {
    return "the blob store, bucket "
        + settings.bucket()
        + settings.endpoint().map(endpoint -> " at " + endpoint.getAuthority()).orElse("");
  }

  @Override
  public void close() {
    client.close();
  }
}
