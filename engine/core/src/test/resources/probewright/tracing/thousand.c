// SPDX-License-Identifier: Apache-2.0
/* What EveryProbeVmTest counts: a thousand of each thing; thousand wait waits for a line before. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TIMES 1000
#define PAGES ((volatile char *)0x7e0000000000)

/* A static probe as sys/sdt.h makes them. */
#define STATIC_PROBE(name, semaphore, arguments, ...)                                             \
	__asm__ volatile("990: nop\n"                                                             \
			 ".pushsection .note.stapsdt,\"\",\"note\"\n"                             \
			 ".balign 4\n"                                                            \
			 ".4byte 992f-991f, 994f-993f, 3\n"                                       \
			 "991: .asciz \"stapsdt\"\n"                                              \
			 "992: .balign 4\n"                                                       \
			 "993: .8byte 990b, 0, " semaphore "\n"                                   \
			 ".asciz \"demo\"\n.asciz \"" name "\"\n.asciz \"" arguments "\"\n"       \
			 "994: .balign 4\n"                                                       \
			 ".popsection\n"                                                          \
			 :                                                                        \
			 : __VA_ARGS__)

__attribute__((section(".probes"))) volatile unsigned short demo_asked_semaphore;
static volatile int sum;
static short shorts[8] = {10, -11, 12, -13, 14, -15, 16, -17};

__attribute__((noinline)) int called(int i)
{
	sum += i;
	return i;
}

/* Without its own entry in the dynamic table: found only where a symbol table is, or is packed away. */
__attribute__((noinline)) static int packed(int i)
{
	sum -= i;
	return i;
}

int main(int count, char **words)
{
	int sent = socket(AF_INET, SOCK_DGRAM, 0), got = socket(AF_INET, SOCK_DGRAM, 0);
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(7777)};
	char byte;
	inet_aton("127.0.0.1", &to.sin_addr);
	bind(got, (struct sockaddr *)&to, sizeof(to));
	mmap((void *)PAGES, TIMES * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	madvise((void *)PAGES, TIMES * 4096, MADV_NOHUGEPAGE);
	if (count > 1)
		getchar();
	prctl(PR_SET_NAME, "thousand");
	for (long i = 0; i < TIMES; i++) {
		called(i);
		packed(i);
		syscall(SYS_getppid);
		syscall(SYS_getpgid, getpid());
		PAGES[i * 4096] = 1;
		sendto(sent, "packet", 6, 0, (struct sockaddr *)&to, sizeof(to));
		recv(got, &byte, 1, 0);
		/* in an array, its address and index in registers; without a base; of one byte; of floating point */
		STATIC_PROBE("forms", "0", "-2@(%0,%1,2) 2@2(%0,%1,2) 8@(,%1,8) -1@%b2 8f@%%xmm0 -8@$-3 4@%k1",
			     "r"(shorts), "r"(i & 3), "q"((char)-i));
		if (demo_asked_semaphore)
			STATIC_PROBE("asked", "demo_asked_semaphore", "8@%0", "r"(i));
		STATIC_PROBE("places", "0", "8@%0", "r"(i));
		STATIC_PROBE("places", "0", "8@%0", "r"(-i));
	}
	return 0;
}
