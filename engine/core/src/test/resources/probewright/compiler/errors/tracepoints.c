// attach: nothing
TRACEPOINT_PROBE(random, sched_switch) { return 0; }
int f(struct tracepoint__nowhere__at_all *args) { return 0; }
