// SPDX-License-Identifier: Apache-2.0
/* What AttachVmTest probes: probed COUNT does so many of each thing; probed COUNT 1 waits for a line before. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A static probe as sys/sdt.h makes them, with the arguments' sizes spelled out. */
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

__attribute__((section(".probes"))) volatile unsigned short demo_guarded_semaphore;
volatile int sum;

__attribute__((noinline)) int called_once_a_turn(int i)
{
	sum += i;
	return i;
}

__attribute__((noinline)) int called_twice_a_turn(int i)
{
	sum -= i;
	return i;
}

int main(int count, char **words)
{
	int turns = count > 1 ? atoi(words[1]) : 1;
	size_t (*volatile length)(const char *) = strlen;
	void *(*volatile copy)(void *, const void *, size_t) = memcpy;
	char buffer[16];
	volatile int small = -7;
	volatile long large = 1L << 40;
	if (count > 2)
		getchar();
	for (int i = 0; i < turns; i++) {
		called_once_a_turn(i);
		called_twice_a_turn(i);
		called_twice_a_turn(i + 1);
		sum += length(words[0]);
		copy(buffer, "0123456789", 11);
		syscall(SYS_getppid);
		int negative = -5;
		unsigned char byte = 200;
		STATIC_PROBE("values", "0", "-4@%0 -4@%1 8@%2 1@%b3 -4@$-9 -4@%4", "r"(negative),
			     "m"(small), "m"(large), "q"(byte), "r"(i));
		STATIC_PROBE("places", "0", "-4@%0", "r"(i));
		if (demo_guarded_semaphore)
			STATIC_PROBE("guarded", "demo_guarded_semaphore", "-4@%0", "r"(i));
	}
	STATIC_PROBE("places", "0", "-4@%0", "r"(sum));
	return 0;
}
