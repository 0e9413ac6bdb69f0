package dev.tandem.storage.keys;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.keys.kms.KmsRootKey;
import dev.tandem.storage.keys.kms.KmsUri;
import dev.tandem.storage.keys.pkcs11.TokenRootKey;
import dev.tandem.storage.keys.pkcs11.TokenUri;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The configured place of the root key, as `TANDEM_ROOT_KEY` writes it.
public sealed interface RootKeySource {
  /// What can be written, for messages.
  String SHAPE = "file:<path>, or " + TokenUri.SHAPE + ", or " + KmsUri.SHAPE;

  /// A file of 32 bytes, mode 0400.
  record KeyFile(Path path) implements RootKeySource {}

  /// A secret key on a PKCS#11 token.
  record Token(TokenUri uri) implements RootKeySource {}

  /// A symmetric key in AWS KMS.
  record Kms(KmsUri uri) implements RootKeySource {}

  /// While the root key turns: `wraps` wraps what is new, the others open what they wrapped.
  record Turning(RootKeySource wraps, List<RootKeySource> others) implements RootKeySource {
    public Turning {
      others = List.copyOf(others);
    }
  }

  /// The file that is used when nothing is configured.
  static RootKeySource in(Path dataDirectory) {
    return new KeyFile(dataDirectory.resolve("keys").resolve("root.key"));
  }

  static RootKeySource parse(String text) {
    if (text.startsWith("file:") && text.length() > "file:".length()) {
      return new KeyFile(Path.of(text.substring("file:".length())));
    }
    if (text.startsWith("pkcs11:")) {
      return new Token(TokenUri.parse(text));
    }
    if (text.startsWith("aws-kms:")) {
      return new Kms(KmsUri.parse(text));
    }
    throw StorageException.fatal("a root key's place must be " + SHAPE);
  }

  /// The root keys behind this. Those of a database that has nothing yet are made where they can
  /// be; otherwise a missing one is never replaced, for a new key would open nothing.
  default RootKeys open(boolean newDatabase) {
    List<RootKeyProvider> all = new ArrayList<>();
    if (this instanceof Turning(RootKeySource wraps, List<RootKeySource> others)) {
      all.addAll(wraps.open(newDatabase).all());
      others.forEach(other -> all.addAll(other.open(false).all()));
    } else {
      all.add(provider(newDatabase));
    }
    return new RootKeys(all);
  }

  /// The root key that wraps; made when it is not there and `make` says so.
  default RootKeyProvider provider(boolean make) {
    return switch (this) {
      case KeyFile(Path path) -> make ? RootKeyFile.openOrCreate(path) : RootKeyFile.open(path);
      case Token(TokenUri uri) -> TokenRootKey.open(uri, make);
      case Kms(KmsUri uri) -> KmsRootKey.open(uri);
      case Turning(RootKeySource wraps, var _) -> wraps.provider(make);
    };
  }
}
