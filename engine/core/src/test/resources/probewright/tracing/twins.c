// SPDX-License-Identifier: Apache-2.0
/*
 * What NamesVmTest looks into. Compiled twice, with and without MAIN: both have a function twin of
 * their own. twins: calls one 30 times, the other 7 times. twins wait N: N threads that wait.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

extern volatile int sum;
void others(void);

__attribute__((noinline)) static void twin(int i)
{
	sum += i;
}

#ifdef MAIN
volatile int sum;

static void *wait_for_ever(void *nothing)
{
	for (;;)
		pause();
	return nothing;
}

int main(int count, char **words)
{
	if (count > 2) {
		prctl(PR_SET_NAME, "waiting");
		for (int i = 0; i < atoi(words[2]); i++) {
			pthread_t thread;
			pthread_create(&thread, 0, wait_for_ever, 0);
		}
		wait_for_ever(0);
	}
	for (int i = 0; i < 30; i++)
		twin(i);
	others();
	return 0;
}
#else
void others(void)
{
	for (int i = 0; i < 7; i++)
		twin(-i);
}
#endif
