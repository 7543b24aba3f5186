# What both sides watch, the same on every run: forks, syncs, writes of exact sizes, reads, names, a connection.
# Says its process ids, one a line.
import ctypes, os, socket, sys

open("/proc/self/comm", "w").write("oracle")
print(os.getpid(), flush=True)
libc = ctypes.CDLL("libc.so.6", use_errno=True)


def child(work):
    pid = os.fork()
    if pid == 0:
        work()
        os._exit(0)
    print(pid, flush=True)
    os.waitpid(pid, 0)


for _ in range(3):
    child(lambda: None)
for _ in range(4):
    os.sync()
child(lambda: os.setuid(1000))
child(lambda: os.execv("/usr/bin/true", ["true"]))
child(lambda: os.execv("/usr/bin/dd", ["dd", "if=/dev/zero", "of=/run/oracle/file", "bs=1000", "count=7", "status=none"]))

disk = os.open(os.environ["PRACTICE_DISK"], os.O_WRONLY | os.O_DIRECT)
import mmap
page = mmap.mmap(-1, 1 << 16)
at = 0
for size, count in ((4096, 9), (8192, 5), (16384, 3), (65536, 2)):
    for _ in range(count):
        os.pwrite(disk, memoryview(page)[:size], at)
        at += size
os.close(disk)

zero = os.open("/dev/zero", os.O_RDONLY)
for size, count in ((1, 3), (100, 4), (5000, 5), (70000, 2)):
    for _ in range(count):
        os.read(zero, size)
os.close(zero)
os.close(os.open("/run/oracle/new", os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o640))
os.truncate("/run/oracle/new", 12345)
os.unlink("/run/oracle/new")
try:
    os.open("/no/such/file", os.O_RDONLY)
except FileNotFoundError:
    pass
for i in range(5):
    libc.getenv(b"ORACLE_A")
libc.getenv(b"ORACLE_BB")

door = socket.socket()
door.bind(("127.0.0.1", 0))
door.listen()
for _ in range(2):
    talk = socket.create_connection(door.getsockname())
    door.accept()
    talk.close()
