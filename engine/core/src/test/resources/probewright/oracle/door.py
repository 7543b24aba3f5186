"""Lets ssh in at a virtio-serial port, one connection after the other.

door.py PORT CONFIG LOG: for each that comes, sshd -i; a line in LOG when it is through: the bytes that came in.
"""
import os
import select
import socket
import subprocess
import sys
import time

PIECE = 64 * 1024


def hung_up(port):
    poll = select.poll()
    poll.register(port, 0)
    return any(events & select.POLLHUP for _, events in poll.poll(0))


def carry(port, peer):
    """Both ways until the other end of the port is closed; how many bytes came in."""
    taken, inward, outward, talking = 0, b"", b"", True
    while True:
        poll = select.poll()
        poll.register(port, (0 if inward else select.POLLIN) | (select.POLLOUT if outward else 0))
        if talking:
            poll.register(peer, (0 if outward else select.POLLIN) | (select.POLLOUT if inward else 0))
        ready = dict(poll.poll())
        at_port, at_peer = ready.get(port, 0), ready.get(peer.fileno(), 0)
        if at_port & select.POLLIN and not inward:
            inward = os.read(port, PIECE)
            taken += len(inward)
            if not inward:
                return taken
        if at_port & select.POLLOUT and outward:
            outward = outward[os.write(port, outward) :]
        try:
            if at_peer & (select.POLLIN | select.POLLHUP) and not outward:
                outward = peer.recv(PIECE)
                talking = bool(outward)
            if at_peer & select.POLLOUT and inward:
                inward = inward[peer.send(inward) :]
        except OSError:
            talking = False
        if not talking:
            inward = b""  # nobody takes it any more


def main(port_name, config, log_name):
    port = os.open(port_name, os.O_RDWR | os.O_NONBLOCK)
    with open(log_name, "a", buffering=1) as log:
        while True:
            while hung_up(port):
                time.sleep(0.02)
            ours, theirs = socket.socketpair()
            ours.setblocking(False)
            sshd = subprocess.Popen(
                ["/usr/sbin/sshd", "-i", "-e", "-f", config],
                stdin=theirs,
                stdout=theirs,
                stderr=open("/run/ssh/sshd.log", "ab"),
            )
            theirs.close()
            taken = carry(port, ours)
            ours.close()
            sshd.wait()
            log.write(f"{taken}\n")


main(*sys.argv[1:])
