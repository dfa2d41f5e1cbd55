"""Starting the servers, asking them, and what the kernel says they used."""

import contextlib
import http.client
import os
import pathlib
import signal
import socket
import ssl
import subprocess
import time


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processors():
    """The processor of the server and the one of the client; the same twice on a machine with one."""
    available = sorted(os.sched_getaffinity(0))
    return available[0], available[-1]


def on_processor(number):
    """What makes a child run on that processor alone."""
    return lambda: os.sched_setaffinity(0, {number})


class Client:
    """One keep-alive connection over TLS 1.3."""

    def __init__(self, port, authority):
        context = ssl.create_default_context(cafile=str(authority))
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        self.connection = http.client.HTTPSConnection("localhost", port, context=context, timeout=30)

    def ask(self, path):
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def close(self):
        self.connection.close()


class Masthead:
    """The program on a data folder, on free ports."""

    def __init__(self, binary, data):
        self.binary, self.data = binary, pathlib.Path(data)
        self.port, self.admin_port = free_port(), free_port()
        self.authority = None

    def command(self, *arguments):
        words = [self.binary, "--data", self.data, *arguments]
        return subprocess.run(words, capture_output=True, text=True, check=False)

    def start(self, processor=None):
        words = [self.binary, "--data", self.data, "serve"]
        words += ["--listen", f"127.0.0.1:{self.port}", "--admin-listen", f"127.0.0.1:{self.admin_port}"]
        pinned = None if processor is None else on_processor(processor)
        log = open(self.data / "benchmark.log", "a", encoding="utf-8")
        return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=log, text=True, preexec_fn=pinned)

    @contextlib.contextmanager
    def serving(self, processor=None):
        process = self.start(processor)
        try:
            for line in process.stdout:
                if line.startswith("ready admin"):
                    break
            # Whom clients are told to trust; the first start has made it.
            self.authority = next(self.data.glob("**/ca.pem"))
            yield process.pid
        finally:
            stop(process)

    def first_answer(self, path):
        """Seconds from exec to the first answer over TLS, and the processor time used until then."""
        context = ssl.create_default_context(cafile=str(self.authority))
        begun = time.perf_counter()
        process = self.start()
        try:
            while True:
                try:
                    plain = socket.create_connection(("127.0.0.1", self.port))
                    break
                except ConnectionRefusedError:
                    time.sleep(0.0005)
            with context.wrap_socket(plain, server_hostname="localhost") as connection:
                connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\n\r\n".encode())
                status = connection.recv(65536).split(b" ", 2)[1]
                took = time.perf_counter() - begun
            assert status == b"200", status
            return took, processor_nanoseconds([process.pid]) / 1e9
        finally:
            stop(process)


def stop(process):
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()


def processor_nanoseconds(pids):
    """What these processes' living threads have used: a nanosecond counter, where `times` has centiseconds."""
    total = 0
    for pid in pids:
        for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):
                total += int((task / "schedstat").read_text().split()[0])
    return total


def memory(pid):
    """Resident, proportional and highest resident memory in MiB."""
    lines = pathlib.Path(f"/proc/{pid}/status").read_text() + pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    kilobytes = {}
    for line in lines.splitlines():
        name, _, rest = line.partition(":")
        if rest.strip().endswith("kB"):
            kilobytes.setdefault(name, int(rest.split()[0]))
    return {name: kilobytes[name] / 1024 for name in ("VmRSS", "Pss", "VmHWM")}


def children(pid):
    text = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]
