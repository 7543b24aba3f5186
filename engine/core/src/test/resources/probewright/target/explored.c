// SPDX-License-Identifier: Apache-2.0
/* What ExploreVmTest watches: explored COUNT does so many of each thing that nothing else in the guest does. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A static probe as sys/sdt.h makes them. */
#define STATIC_PROBE(name, arguments, ...)                                                        \
	__asm__ volatile("990: nop\n"                                                             \
			 ".pushsection .note.stapsdt,\"\",\"note\"\n"                             \
			 ".balign 4\n"                                                            \
			 ".4byte 992f-991f, 994f-993f, 3\n"                                       \
			 "991: .asciz \"stapsdt\"\n"                                              \
			 "992: .balign 4\n"                                                       \
			 "993: .8byte 990b, 0, 0\n"                                               \
			 ".asciz \"explored\"\n.asciz \"" name "\"\n.asciz \"" arguments "\"\n"   \
			 "994: .balign 4\n"                                                       \
			 ".popsection\n"                                                          \
			 :                                                                        \
			 : __VA_ARGS__)

volatile int sum;

__attribute__((noinline)) int called_each_turn(int i)
{
	sum += i;
	return i;
}

int main(int count, char **words)
{
	int turns = count > 1 ? atoi(words[1]) : 1;
	for (int i = 0; i < turns; i++) {
		called_each_turn(i);
		syscall(SYS_sched_get_priority_max, 1);
		STATIC_PROBE("turn", "-4@%0", "r"(i));
	}
	prctl(PR_SET_NAME, "renamed");
	return 0;
}
