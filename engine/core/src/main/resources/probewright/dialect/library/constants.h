/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * Constants of the kernel and of bcc that BTF cannot carry.
 * Items are set apart by blank lines; each begins with its comment, if it has
 * one. The analysis reads them all; an expanded program gets those that it uses.
 */

#define NULL ((void *)0)

#define __user

#define __rcu

#define __percpu

#define __iomem

#define __force

#define TASK_COMM_LEN 16

#define PATH_MAX 4096

#define NAME_MAX 255

#define IFNAMSIZ 16

#define DISK_NAME_LEN 32

#define PAGE_SHIFT 12

#define PAGE_SIZE (1UL << PAGE_SHIFT)

#define NSEC_PER_SEC 1000000000L

#define NSEC_PER_MSEC 1000000L

#define NSEC_PER_USEC 1000L

#define USEC_PER_SEC 1000000L

#define AF_UNIX 1

#define AF_INET 2

#define AF_INET6 10

#define MINORBITS 20

#define sk_family __sk_common.skc_family

#define sk_state __sk_common.skc_state

#define sk_num __sk_common.skc_num

#define sk_dport __sk_common.skc_dport

#define sk_daddr __sk_common.skc_daddr

#define sk_rcv_saddr __sk_common.skc_rcv_saddr

#define sk_v6_daddr __sk_common.skc_v6_daddr

#define sk_v6_rcv_saddr __sk_common.skc_v6_rcv_saddr

#define sk_net __sk_common.skc_net

#define BPF_MAX_STACK_DEPTH 127
