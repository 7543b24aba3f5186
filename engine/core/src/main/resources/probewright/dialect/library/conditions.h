/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * What conditions on the kernel's version and configuration are made of.
 * Items are set apart by blank lines. The analysis reads them all; an expanded
 * program gets those that it uses.
 */

#define KERNEL_VERSION(a, b, c) (((a) << 16) + ((b) << 8) + ((c) > 255 ? 255 : (c)))

/* 1 when a name stands for 1, else 0: only then does pasting it make a second argument */
#define pw_is_one(name) pw_is_one_value(name)
#define pw_is_one_value(value) pw_second_of(pw_one_##value, 0, 0)
#define pw_second_of(...) pw_second(__VA_ARGS__)
#define pw_second(first, second, ...) second
#define pw_one_1 0, 1

#define IS_BUILTIN(option) pw_is_one(option)

#define IS_MODULE(option) pw_is_one(option##_MODULE)

#define IS_ENABLED(option) (IS_BUILTIN(option) || IS_MODULE(option))

#define IS_REACHABLE(option) IS_BUILTIN(option)
