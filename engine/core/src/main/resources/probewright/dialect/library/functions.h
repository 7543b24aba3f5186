/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * What calls become where libbpf has another name.
 * An expanded program gets the items that it uses.
 */

#define ntohs(x) bpf_ntohs(x)

#define ntohl(x) bpf_ntohl(x)

#define htons(x) bpf_htons(x)

#define htonl(x) bpf_htonl(x)
