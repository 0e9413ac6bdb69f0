/*
 * The floor: what relaying costs when nothing is checked. One socket for clients, one for each client
 * towards the peer, epoll, recvmmsg and sendmmsg; four bytes are cut off on the way out and put before
 * the payload on the way back. A client is whoever sends first.
 *
 *     forward <port> <peer port>
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BATCH = 64, SIZE = 2048, PLACES = 65536, OUT = 256 };

struct client { struct sockaddr_in address; int fd; };

static struct client *by_address[PLACES];
static struct sockaddr_in peer;
static unsigned char in[OUT][SIZE];
static struct mmsghdr out[OUT], from[BATCH], one[BATCH];
static struct iovec out_piece[OUT], from_piece[BATCH];
static struct sockaddr_in out_to[OUT], source[BATCH];
static int outs, clients, epoll_fd;

static int bound(int port) {
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0), size = 1 << 20;
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof a)) { perror("bind"); exit(1); }
    return fd;
}

static void flush(void) {
    for (int at = 0; at < outs;) {
        int sent = sendmmsg(clients, out + at, outs - at, MSG_DONTWAIT);
        at += sent > 0 ? sent : 1;
    }
    outs = 0;
}

static void from_clients(void) {
    static unsigned char memory[BATCH][SIZE];
    for (int i = 0; i < BATCH; i++) {
        from_piece[i] = (struct iovec){memory[i], SIZE};
        from[i].msg_hdr = (struct msghdr){&source[i], sizeof source[i], &from_piece[i], 1, 0, 0, 0};
    }
    int got = recvmmsg(clients, from, BATCH, MSG_DONTWAIT, 0);
    for (int i = 0; i < got; i++) {
        /* Every client of the benchmark has an address of its own, 127.1.x.y. */
        struct client **place = &by_address[ntohl(source[i].sin_addr.s_addr) & 0xffff], *c = *place;
        if (!c) {
            c = *place = malloc(sizeof *c);
            c->address = source[i];
            c->fd = bound(0);
            struct epoll_event e = {EPOLLIN, {.ptr = c}};
            epoll_ctl(epoll_fd, EPOLL_CTL_ADD, c->fd, &e);
        }
        if (from[i].msg_len >= 4)
            sendto(c->fd, memory[i] + 4, from[i].msg_len - 4, MSG_DONTWAIT, (struct sockaddr *)&peer, sizeof peer);
    }
}

static void from_peer(struct client *c) {
    if (outs + 8 > OUT) flush();
    for (int i = 0; i < 8; i++) {
        out_piece[outs + i] = (struct iovec){in[outs + i] + 4, SIZE - 4};
        one[i].msg_hdr = (struct msghdr){&source[i], sizeof source[i], &out_piece[outs + i], 1, 0, 0, 0};
    }
    int got = recvmmsg(c->fd, one, 8, MSG_DONTWAIT, 0);
    for (int i = 0; i < got; i++, outs++) {
        uint16_t frame[2] = {htons(0x4000), htons(one[i].msg_len)};
        memcpy(in[outs], frame, 4);
        out_piece[outs] = (struct iovec){in[outs], one[i].msg_len + 4};
        out_to[outs] = c->address;
        out[outs].msg_hdr = (struct msghdr){&out_to[outs], sizeof out_to[outs], &out_piece[outs], 1, 0, 0, 0};
    }
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    peer = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
    peer.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    epoll_fd = epoll_create1(0);
    clients = bound(atoi(argv[1]));
    struct epoll_event e = {EPOLLIN, {.ptr = 0}}, ready[256];
    epoll_ctl(epoll_fd, EPOLL_CTL_ADD, clients, &e);
    for (;;) {
        int n = epoll_wait(epoll_fd, ready, 256, -1);
        for (int i = 0; i < n; i++) ready[i].data.ptr ? from_peer(ready[i].data.ptr) : from_clients();
        flush();
    }
}
