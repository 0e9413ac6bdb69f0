/// The house's own rules as tests: which room may know which, what a machine may touch, that every
/// room says what it is for. They see all four modules, which only the gateway can.
@NullMarked
package dev.tandem.gateway.house;

import org.jspecify.annotations.NullMarked;
