/// Call control's ports on real storage: records, voicemails and their sound.
///
/// Start with [dev.tandem.gateway.call.store.StoredCallLedger] and
/// [dev.tandem.gateway.call.store.StoredSounds]. Everything here blocks and runs on virtual
/// threads; no rule of a call is decided here.
@NullMarked
package dev.tandem.gateway.call.store;

import org.jspecify.annotations.NullMarked;
