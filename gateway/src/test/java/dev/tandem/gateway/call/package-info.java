/// Tests of the call machine: one story a file on [CallScript], and [CallSimulationTest], which
/// plays thousands of random stories and checks what must hold in all of them.
@NullMarked
package dev.tandem.gateway.call;

import org.jspecify.annotations.NullMarked;
