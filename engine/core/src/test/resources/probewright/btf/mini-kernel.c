// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* A kernel in small: every shape of type that a real one has. */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef _Bool bool;
typedef struct { int counter; } atomic_t;
typedef unsigned int __bitwise_flags;

enum state { RUNNING, SLEEPING = 4, GONE = -1 };
enum tiny { TINY_A, TINY_B } __attribute__((mode(QI)));

struct list_head { struct list_head *next, *prev; };
struct opaque;
struct task;
struct late;
typedef int (*callback_t)(struct task *task, void *data, int (*inner)(u32));
typedef void handler_fn(struct late *);

struct ops {
	int (*open)(struct task *task, const char *name);
	long (*ioctl)(struct opaque *o, unsigned int, ...);
	void (*plain)(void);
	handler_fn *handler;
	struct task *(*find[2])(int);
};

struct late { enum { ONLY_HERE = 77, NOT_SHARED } one, two; struct ops *ops; };

struct bits {
	u8 a: 3;
	u8 b: 5;
	u32 c: 20;
	u32 d: 12;
	u16 plain;
	int signed_one: 1;
	bool flag: 1;
	enum state state: 4;
	unsigned long wide: 40;
};

struct gap_in_bits { u32 a: 4; u32: 0; u32 b: 4; u8 c; };
struct packed_one { u8 a; u64 b; u16 c; u32 straddles: 7; u32 next: 30; } __attribute__((packed));
struct holds_packed { u8 a; struct packed_one b; u32 c; };
struct on_a_line { int hot; int __attribute__((aligned(64))) cold; } __attribute__((aligned(64)));
struct big_gap { char first; char second __attribute__((aligned(4096))); };
struct flexible { u32 count; u64 items[]; };
union either { u8 byte; u64 word; struct { u16 low, high; } half; } __attribute__((aligned(32)));
struct empty { };

struct task {
	volatile unsigned int __state;
	void *stack;
	union {
		struct { u32 pid, tgid; };
		u64 both;
	};
	struct list_head tasks;
	struct task *real_parent;
	const struct task *const *parents;
	atomic_t usage;
	char comm[16];
	u16 grid[3][5];
	u32 (*to_array)[7];
	struct { struct opaque *inner; bool yes; } named_inside;
	enum state state;
	enum tiny tiny;
	__int128 large;
	struct bits bits;
	struct empty nothing;
	callback_t callback;
	const struct ops *ops;
	union either either;
	struct flexible tail;
};

/* clang keeps only the types of variables, and forgets what they merely point to */
struct task init_task;
struct gap_in_bits k1; struct holds_packed k2; struct on_a_line k3; struct big_gap k4;
struct late k5; enum tiny k6; handler_fn *k7; struct ops k8;
