package dev.tandem.storage.keys.kms;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.keys.RootKeyProvider;
import dev.tandem.storage.keys.WrappedOnce;
import dev.tandem.storage.seal.KeyBytes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/// The root key as a symmetric key in AWS KMS, which it never leaves. Each key that is wrapped gets
/// a wrapping key of its own from `GenerateDataKey`, bound to its context as the service's
/// encryption context; so no key of ours travels, and the service's log shows whose key was opened
/// when. Needs `kms:GenerateDataKey` and `kms:Decrypt`.
///
/// A call takes at most 12 seconds, three attempts included.
public final class KmsRootKey implements RootKeyProvider {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(4);
  private static final Duration ATTEMPT = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(12);

  private final KmsUri place;
  private final Once client;
  private volatile String name;
  private volatile Optional<String> trouble = Optional.empty();

  private KmsRootKey(KmsUri place, AwsCredentialsProvider credentials) {
    this.place = place;
    this.name = "aws-kms:" + place.key();
    this.client = new Once(() -> client(place, credentials));
  }

  /// Asks the service nothing yet.
  public static KmsRootKey open(KmsUri place) {
    return open(place, DefaultCredentialsProvider.builder().build());
  }

  static KmsRootKey open(KmsUri place, AwsCredentialsProvider credentials) {
    return new KmsRootKey(place, credentials);
  }

  private static KmsClient client(KmsUri place, AwsCredentialsProvider credentials) {
    KmsClientBuilder builder =
        KmsClient.builder()
            .credentialsProvider(credentials)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER))
            .overrideConfiguration(
                c ->
                    c.retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL));
    place.region().map(Region::of).ifPresent(builder::region);
    place.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /// By its ARN once the service has told it: an alias may point elsewhere tomorrow.
  @Override
  public String name() {
    return name;
  }

  @Override
  public byte[] wrap(KeyBytes key, String context) {
    GenerateDataKeyResponse made =
        ask(
            () ->
                client
                    .get()
                    .generateDataKey(
                        request ->
                            request
                                .keyId(place.key())
                                .keySpec(DataKeySpec.AES_256)
                                .encryptionContext(bound(context))));
    name = "aws-kms:" + made.keyId();
    KeyBytes wrapping = KeyBytes.of(made.plaintext().asByteArray());
    return WrappedOnce.wrap(made.ciphertextBlob().asByteArray(), wrapping, key, context).bytes();
  }

  @Override
  public KeyBytes unwrap(byte[] wrapped, String context) {
    WrappedOnce once = WrappedOnce.parse(wrapped);
    SdkBytes head = SdkBytes.fromByteArray(once.head());
    SdkBytes wrapping =
        ask(
            () ->
                client
                    .get()
                    .decrypt(
                        request ->
                            request
                                .keyId(place.key())
                                .ciphertextBlob(head)
                                .encryptionContext(bound(context)))
                    .plaintext());
    return once.unwrap(KeyBytes.of(wrapping.asByteArray()), context);
  }

  private static Map<String, String> bound(String context) {
    return Map.of("tandem", context);
  }

  private <T> T ask(Supplier<T> call) {
    try {
      T answer = call.get();
      trouble = Optional.empty();
      return answer;
    } catch (SdkException e) {
      RuntimeException told = KmsTrouble.of(e, place.key());
      if (told instanceof StorageException away) {
        trouble = Optional.ofNullable(away.getMessage());
      }
      throw told;
    }
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public void close() {
    client.close();
  }

  /// Makes the client when it is first needed: without a region that can be found it cannot be
  /// made, and that is told like any other trouble.
  private static final class Once implements Supplier<KmsClient> {
    private final Supplier<KmsClient> make;
    private Optional<KmsClient> made = Optional.empty();

    Once(Supplier<KmsClient> make) {
      this.make = make;
    }

    @Override
    public synchronized KmsClient get() {
      KmsClient client = made.orElseGet(make);
      made = Optional.of(client);
      return client;
    }

    synchronized void close() {
      made.ifPresent(KmsClient::close);
      made = Optional.empty();
    }
  }
}
