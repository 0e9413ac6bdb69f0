/// People and what they own: the workspace's settings, members, devices, API keys, app passwords,
/// links, numbers, carrier accounts.
///
/// Start with [dev.tandem.storage.workspace.Members], [dev.tandem.storage.workspace.Devices] and
/// [dev.tandem.storage.workspace.Numbers]. Tokens are kept as keyed hashes; names, addresses,
/// numbers and credentials are sealed. It decides nothing about who may do what.
@NullMarked
package dev.tandem.storage.workspace;

import org.jspecify.annotations.NullMarked;
