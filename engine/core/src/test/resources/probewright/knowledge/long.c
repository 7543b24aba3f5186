// SPDX-License-Identifier: Apache-2.0
BPF_ARRAY(sums, u64, 1);

int kprobe__do_nanosleep(struct pt_regs *ctx)
{
    u64 sum = bpf_ktime_get_ns();
#pragma clang loop unroll(disable)
    for (int i = 0; i < 1200; i++) {
        u64 twice = sum * 2 + i;
        if (twice & 0x10)
            sum ^= twice >> 3;
        asm volatile("" : "+r"(sum));
    }
    int zero = 0;
    sums.update(&zero, &sum);
    return 0;
}
