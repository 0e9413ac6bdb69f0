package dev.tandem.storage.keys.kms;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.seal.SealBroken;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.KmsException;

/// What a refusal of the service means. What somebody can mend over there, without touching the
/// gateway, leaves it sealed until then; what only another configuration mends is fatal.
final class KmsTrouble {
  private static final Set<String> ANOTHER_KEY =
      Set.of("InvalidCiphertextException", "IncorrectKeyException");
  private static final Set<String> NO_KEY_FOR_THIS =
      Set.of(
          "NotFoundException",
          "InvalidArnException",
          "ValidationException",
          "InvalidKeyUsageException",
          "UnsupportedOperationException");
  private static final Set<String> SWITCHED_OFF =
      Set.of("DisabledException", "KMSInvalidStateException");
  private static final Set<String> NOT_ALLOWED =
      Set.of(
          "AccessDeniedException",
          "UnrecognizedClientException",
          "InvalidSignatureException",
          "ExpiredTokenException",
          "IncompleteSignature",
          "MissingAuthenticationToken");

  private KmsTrouble() {}

  static RuntimeException of(SdkException e, String key) {
    if (e instanceof KmsException answered) {
      return answered(answered, key);
    }
    return StorageException.sealed(
        "AWS KMS cannot be asked for the root key "
            + key
            + " ("
            + e.getClass().getSimpleName()
            + "); check the network, the region and that credentials can be found",
        e);
  }

  private static RuntimeException answered(KmsException e, String key) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    String what = "AWS KMS answers " + code + " for the root key " + key + "; ";
    if (ANOTHER_KEY.contains(code)) {
      return new SealBroken("a wrapped key does not open with this key of AWS KMS");
    }
    if (NO_KEY_FOR_THIS.contains(code)) {
      return StorageException.fatal(
          what + "it must be a symmetric key for encryption there. Check TANDEM_ROOT_KEY", e);
    }
    if (SWITCHED_OFF.contains(code)) {
      return StorageException.sealed(
          what + "enable the key, or cancel its deletion, and the gateway goes on", e);
    }
    if (NOT_ALLOWED.contains(code)) {
      return StorageException.sealed(
          what + "allow these credentials kms:GenerateDataKey and kms:Decrypt on it", e);
    }
    return StorageException.sealed(what + "it is asked again", e);
  }
}
