/// Linux's way to move many datagrams with few calls: epoll, recvmmsg and sendmmsg through the
/// foreign-function API.
///
/// Start with [Libc] (the calls), [ReceiveBatch] (in) and [SendBatch] (out); [Epoll], [LinuxSocket]
/// and [SocketAddress] serve them. Memory is taken once, at the start; no call makes an object.
///
/// This room knows file descriptors and bytes. It knows no STUN message and decides nothing.
@NullMarked
package dev.tandem.media.relay.linux;

import org.jspecify.annotations.NullMarked;
