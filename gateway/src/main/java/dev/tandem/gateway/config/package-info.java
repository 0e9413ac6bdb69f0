/// What an operator can set, read once and checked together.
///
/// Start with [dev.tandem.gateway.config.Setting], the list of every key, then
/// [dev.tandem.gateway.config.Config], what they become, and [dev.tandem.gateway.config.Limits],
/// the bounds that are not for operators to move. Order of strength: defaults, then the YAML file
/// that `TANDEM_CONFIG` names, then environment variables.
///
/// [dev.tandem.gateway.config.RelayConfig] is all that a relay process is told.
///
/// This room reads no clock and opens no socket; nothing outside it reads the environment.
@NullMarked
package dev.tandem.gateway.config;

import org.jspecify.annotations.NullMarked;
