package dev.tandem.storage.s3;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// The client as we use it. Checksums beyond the signed hash of a request are off: stores other
/// than Amazon's trip over them, and what we keep proves itself when it is opened.
final class S3Connection {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /// Silence on the line.
  private static final Duration SOCKET = Duration.ofSeconds(5);

  /// All attempts at one request together; there are three, with pauses between them.
  private static final Duration CALL = Duration.ofSeconds(12);

  private S3Connection() {}

  static S3Client open(S3Settings settings) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SOCKET))
            .region(Region.of(settings.region()))
            .forcePathStyle(settings.pathStyle())
            .credentialsProvider(credentials(settings))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
            .overrideConfiguration(
                client ->
                    client.apiCallTimeout(CALL).addExecutionInterceptor(new AskNothingFirst()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(S3Settings settings) {
    return settings
        .credentials()
        .<AwsCredentialsProvider>map(
            key ->
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey().reveal())))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  /// Takes `Expect: 100-continue` off requests. The JDK's client tells a connection that ended
  /// meanwhile from an answer only without it, and what we send is small.
  private static final class AskNothingFirst implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(
        Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
      return context.httpRequest().toBuilder().removeHeader("Expect").build();
    }
  }
}
