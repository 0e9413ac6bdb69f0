/// The key chain: root key, installation key, workspace keys, data keys.
///
/// Start with [dev.tandem.storage.keys.RootKeyProvider] (the port behind which a file, a token or a
/// cloud's key service stands), [dev.tandem.storage.keys.Keyrings] (the keys of all workspaces,
/// unwrapped when needed) and [dev.tandem.storage.keys.Vault] (what a store uses).
///
/// Keys are wrapped and unwrapped here and nowhere else; algorithms are named in `storage.seal`.
@NullMarked
package dev.tandem.storage.keys;

import org.jspecify.annotations.NullMarked;
