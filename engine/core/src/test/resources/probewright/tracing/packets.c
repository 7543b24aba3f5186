// SPDX-License-Identifier: Apache-2.0
/*
 * What PacketMapsVmTest sends and puts into maps that take no numbers.
 * packets pass FROM TO TIMES: sends datagrams to a port of lo, says how many come at another.
 * packets none FROM TO: sends one that is to come nowhere, says how many come.
 * packets socks MAP HASH: connections into a sockmap and a sockhash, by the maps' ids; what is
 *   written to the first comes out of the second.
 * packets raw MAP PORT TIMES: a socket of AF_XDP into an xskmap, says how many packets come.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/bpf.h>
#include <linux/if_xdp.h>
#include <net/if.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Milliseconds that one is waited for that is to come, and one that is not. */
#define PATIENCE 60000
#define WHILE 1500
#define FRAMES 64
#define FRAME 4096

static int must(int result, const char *what)
{
	if (result < 0) {
		perror(what);
		exit(1);
	}
	return result;
}

static int bpf(int command, union bpf_attr *attr)
{
	return syscall(SYS_bpf, command, attr, sizeof(*attr));
}

static int map_of(const char *id)
{
	union bpf_attr attr = {.map_id = atoi(id)};
	return must(bpf(BPF_MAP_GET_FD_BY_ID, &attr), "map");
}

static int update(int map, uint32_t key, uint32_t value)
{
	union bpf_attr attr = {
	    .map_fd = map, .key = (uintptr_t)&key, .value = (uintptr_t)&value};
	return bpf(BPF_MAP_UPDATE_ELEM, &attr);
}

/* The error of looking a key up, 0 where it is there and tells its value. */
static int looked_up(int map, uint32_t key)
{
	uint64_t value[2];
	union bpf_attr attr = {
	    .map_fd = map, .key = (uintptr_t)&key, .value = (uintptr_t)value};
	return bpf(BPF_MAP_LOOKUP_ELEM, &attr) < 0 ? errno : 0;
}

static struct sockaddr_in at(int port)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return address;
}

static void send_to(int port, int times)
{
	struct sockaddr_in to = at(port);
	int out = must(socket(AF_INET, SOCK_DGRAM, 0), "socket");
	for (int i = 0; i < times; i++)
		must(sendto(out, "hello", 5, 0, (struct sockaddr *)&to, sizeof(to)), "send");
	close(out);
}

static int comes_within(int socket, int milliseconds)
{
	struct pollfd waited = {.fd = socket, .events = POLLIN};
	return poll(&waited, 1, milliseconds) == 1;
}

static int comes(int socket)
{
	return comes_within(socket, PATIENCE);
}

static void pass(int from, int to, int times, int patience)
{
	struct sockaddr_in here = at(to);
	int in = must(socket(AF_INET, SOCK_DGRAM, 0), "socket"), came = 0;
	char text[16];
	must(bind(in, (struct sockaddr *)&here, sizeof(here)), "bind");
	for (int i = 0; i < times; i++) {
		send_to(from, 1);
		if (!comes_within(in, patience))
			break;
		came += recv(in, text, sizeof(text), 0) == 5 && !memcmp(text, "hello", 5);
	}
	printf("%d\n", came);
}

struct pair {
	int one, other;
};

static struct pair connected(void)
{
	struct sockaddr_in here = at(0);
	socklen_t size = sizeof(here);
	int yes = 1, listening = must(socket(AF_INET, SOCK_STREAM, 0), "socket");
	struct pair pair;
	must(bind(listening, (struct sockaddr *)&here, size), "bind");
	must(listen(listening, 1), "listen");
	must(getsockname(listening, (struct sockaddr *)&here, &size), "name");
	pair.one = must(socket(AF_INET, SOCK_STREAM, 0), "socket");
	must(connect(pair.one, (struct sockaddr *)&here, size), "connect");
	must(setsockopt(pair.one, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes)), "no delay");
	pair.other = must(accept(listening, 0, 0), "accept");
	close(listening);
	return pair;
}

/* Written to the first, taken from the second; one after another, so that none are joined. */
static void through(const char *name, int map, uint32_t from, uint32_t to)
{
	struct pair first = connected(), second = connected();
	char text[16];
	int came = 0;
	must(update(map, to, second.other), "second");
	must(update(map, from, first.other), "first");
	for (int i = 0; i < 20; i++) {
		must(write(first.one, "hello", 5), "write");
		if (!comes(second.one))
			break;
		came += read(second.one, text, sizeof(text)) == 5;
	}
	printf("%s %d, look-up %d\n", name, came, looked_up(map, to));
}

static void raw(const char *id, int port, int times)
{
	struct xdp_umem_reg memory = {.len = FRAMES * FRAME, .chunk_size = FRAME};
	struct xdp_mmap_offsets offsets;
	struct sockaddr_xdp here = {
	    .sxdp_family = AF_XDP, .sxdp_ifindex = if_nametoindex("lo"), .sxdp_flags = XDP_COPY};
	socklen_t size = sizeof(offsets);
	int in = must(socket(AF_XDP, SOCK_RAW, 0), "socket"), frames = FRAMES, came = 0;
	int map = map_of(id);
	memory.addr = (uintptr_t)mmap(0, memory.len, PROT_READ | PROT_WRITE,
				      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	must(setsockopt(in, SOL_XDP, XDP_UMEM_REG, &memory, sizeof(memory)), "memory");
	must(setsockopt(in, SOL_XDP, XDP_UMEM_FILL_RING, &frames, sizeof(frames)), "fill");
	must(setsockopt(in, SOL_XDP, XDP_UMEM_COMPLETION_RING, &frames, sizeof(frames)), "done");
	must(setsockopt(in, SOL_XDP, XDP_RX_RING, &frames, sizeof(frames)), "ring");
	must(getsockopt(in, SOL_XDP, XDP_MMAP_OFFSETS, &offsets, &size), "offsets");
	char *fill = mmap(0, offsets.fr.desc + FRAMES * sizeof(uint64_t), PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_POPULATE, in, XDP_UMEM_PGOFF_FILL_RING);
	char *ring = mmap(0, offsets.rx.desc + FRAMES * sizeof(struct xdp_desc),
			  PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, in,
			  XDP_PGOFF_RX_RING);
	for (int i = 0; i < FRAMES; i++)
		((uint64_t *)(fill + offsets.fr.desc))[i] = (uint64_t)i * FRAME;
	__atomic_store_n((uint32_t *)(fill + offsets.fr.producer), FRAMES, __ATOMIC_RELEASE);
	must(bind(in, (struct sockaddr *)&here, sizeof(here)), "bind");
	must(update(map, 0, in), "update");
	for (int i = 0; i < times; i++) {
		send_to(port, 1);
		if (!comes(in))
			break;
		came = __atomic_load_n((uint32_t *)(ring + offsets.rx.producer), __ATOMIC_ACQUIRE);
		/* read, so that the next is waited for anew */
		__atomic_store_n((uint32_t *)(ring + offsets.rx.consumer), came, __ATOMIC_RELEASE);
	}
	printf("raw %d, look-up %d\n", came, looked_up(map, 0));
}

int main(int count, char **words)
{
	if (count == 5 && !strcmp(words[1], "pass"))
		pass(atoi(words[2]), atoi(words[3]), atoi(words[4]), PATIENCE);
	else if (count == 4 && !strcmp(words[1], "none"))
		pass(atoi(words[2]), atoi(words[3]), 1, WHILE);
	else if (count == 4 && !strcmp(words[1], "socks")) {
		through("map", map_of(words[2]), 0, 1);
		through("hash", map_of(words[3]), 70, 77);
	} else if (count == 5 && !strcmp(words[1], "raw"))
		raw(words[2], atoi(words[3]), atoi(words[4]));
	else
		return 2;
	return 0;
}
