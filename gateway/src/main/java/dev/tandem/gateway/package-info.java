/// The process: its command line and the wiring of every room by plain constructors.
///
/// Start with [dev.tandem.gateway.Main], the subcommands; [dev.tandem.gateway.Gateway], which
/// builds the parts in order and stops them in reverse; and [dev.tandem.gateway.StartFailure], what
/// an operator is told when a start cannot work. No request, call or text is understood here.
@NullMarked
package dev.tandem.gateway;

import org.jspecify.annotations.NullMarked;
