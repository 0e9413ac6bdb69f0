/// Stories of `gateway.config`.
@NullMarked
package dev.tandem.gateway.config;

import org.jspecify.annotations.NullMarked;
