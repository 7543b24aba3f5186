// attach: kprobe:blk_mq_start_request=asked_for
// attach: kprobe:blk_mq_end_request=was_done
// Each block I/O with its disk, its sector and who asked for it.
// workload: dd if=/dev/vda of=/dev/null bs=4k count=4 iflag=direct
#include <uapi/linux/ptrace.h>
#include <linux/blk-mq.h>

struct asking_t {
    u64 now;
    u64 data_len;
    u32 pid;
    char name[TASK_COMM_LEN];
};

struct record_t {
    u32 pid;
    u64 rwflag;
    u64 delta;
    u64 sector;
    u64 len;
    u64 now;
    char disk_name[DISK_NAME_LEN];
    char name[TASK_COMM_LEN];
};

BPF_HASH(begun, struct request *, struct asking_t);
BPF_PERF_OUTPUT(records);

int asked_for(struct pt_regs *ctx, struct request *req)
{
    struct asking_t asking = {
        .now = bpf_ktime_get_ns(),
        .data_len = req->__data_len,
        .pid = bpf_get_current_pid_tgid() >> 32,
    };
    bpf_get_current_comm(&asking.name, sizeof(asking.name));
    begun.update(&req, &asking);
    return 0;
}

int was_done(struct pt_regs *ctx, struct request *req)
{
    struct asking_t *asked;
    struct record_t rec = {};
    u64 now;

    asked = begun.lookup(&req);
    if (asked == 0) {
        return 0;
    }
    now = bpf_ktime_get_ns();
    rec.delta = now - asked->now;
    rec.now = now / 1000;
    rec.pid = asked->pid;
    rec.len = asked->data_len;
    rec.sector = req->__sector;
    bpf_probe_read_kernel(&rec.name, sizeof(rec.name), asked->name);
    struct gendisk *disk = req->q->disk;
    bpf_probe_read_kernel(&rec.disk_name, sizeof(rec.disk_name), disk->disk_name);

#ifdef REQ_WRITE
    rec.rwflag = !!(req->cmd_flags & REQ_WRITE);
#elif defined(REQ_OP_SHIFT)
    rec.rwflag = !!((req->cmd_flags >> REQ_OP_SHIFT) == REQ_OP_WRITE);
#else
    rec.rwflag = !!((req->cmd_flags & REQ_OP_MASK) == REQ_OP_WRITE);
#endif

    records.perf_submit(ctx, &rec, sizeof(rec));
    begun.delete(&req);
    return 0;
}
