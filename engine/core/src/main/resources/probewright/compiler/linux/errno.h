/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * The error numbers that usdt.bpf.h returns. A machine's own linux/errno.h stands
 * in this one's place when an expanded program is compiled by itself.
 */
#ifndef ENOENT
#define ENOENT 2
#endif
#ifndef ESRCH
#define ESRCH 3
#endif
#ifndef EINVAL
#define EINVAL 22
#endif
