/// Stories of `gateway.tls`.
@NullMarked
package dev.tandem.gateway.tls;

import org.jspecify.annotations.NullMarked;
